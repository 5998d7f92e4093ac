package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;

/** An object and when something came of it. */
public record Moment(String objectKey, Instant at) {}
