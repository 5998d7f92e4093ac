package fr.mangatheque.continuity.storage.s3;

import java.net.URI;

/**
 * How a bucket is reached.
 *
 * @param endpoint http or https, without the bucket
 * @param region as the endpoint calls it: {@code auto} for R2
 * @param maxConnections as many as calls at once; a call beyond waits
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    String accessKeyId,
    String secretAccessKey,
    int maxConnections,
    S3Timeouts timeouts,
    MultipartSettings multipart) {
  private static final int USUAL_CONNECTIONS = 64;

  public S3Settings {
    String scheme = endpoint.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "an endpoint is http://host:port or https://host: " + endpoint);
    }
    requireText(region, "region");
    requireText(bucket, "bucket");
    requireText(accessKeyId, "access key id");
    requireText(secretAccessKey, "secret access key");
    if (maxConnections < 1) {
      throw new IllegalArgumentException("at least one connection, not " + maxConnections);
    }
  }

  /** With the usual limits. */
  public static S3Settings of(
      URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey) {
    return new S3Settings(
        endpoint,
        region,
        bucket,
        accessKeyId,
        secretAccessKey,
        USUAL_CONNECTIONS,
        S3Timeouts.USUAL,
        MultipartSettings.USUAL);
  }

  public S3Settings withMaxConnections(int connections) {
    return new S3Settings(
        endpoint, region, bucket, accessKeyId, secretAccessKey, connections, timeouts, multipart);
  }

  public S3Settings withTimeouts(S3Timeouts others) {
    return new S3Settings(
        endpoint, region, bucket, accessKeyId, secretAccessKey, maxConnections, others, multipart);
  }

  public S3Settings withMultipart(MultipartSettings others) {
    return new S3Settings(
        endpoint, region, bucket, accessKeyId, secretAccessKey, maxConnections, timeouts, others);
  }

  private static void requireText(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a bucket is reached with a " + what);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "S3Settings[endpoint="
        + endpoint
        + ", region="
        + region
        + ", bucket="
        + bucket
        + ", accessKeyId="
        + accessKeyId
        + ", secretAccessKey=********, maxConnections="
        + maxConnections
        + ", timeouts="
        + timeouts
        + ", multipart="
        + multipart
        + "]";
  }
}
