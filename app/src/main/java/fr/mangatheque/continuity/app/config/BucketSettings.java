package fr.mangatheque.continuity.app.config;

import java.net.URI;

/** A bucket and how to reach it. */
public record BucketSettings(
    URI endpoint, String region, String bucket, String accessKeyId, Secret secretAccessKey) {}
