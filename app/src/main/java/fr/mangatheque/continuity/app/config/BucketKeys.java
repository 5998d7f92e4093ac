package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.SIZE;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.URL;
import static fr.mangatheque.continuity.app.config.ValueType.integer;
import static fr.mangatheque.continuity.app.config.ValueType.matching;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of a bucket and how to reach it. */
final class BucketKeys {
  static final ValueType<String> NAME =
      matching(
          "bucket",
          Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}"),
          "not a bucket's name; what lies deeper is said by the prefix");

  // with fewer, copies could not keep their time limits
  private static final int LEAST_REQUESTS = 10;

  final Key<URI> endpoint;
  final Key<String> region;
  final Key<String> bucket;
  final Key<String> accessKeyId;
  final Key<Secret> secretAccessKey;
  final Key<Integer> requestsPerSecond;
  final Key<DataSize> bytesPerSecond;

  BucketKeys(String side, String example, String rights, String advice) {
    String path = "sources.*." + side + ".";
    endpoint =
        Key.of(path + "endpoint", URL, "The S3 endpoint, without the bucket.")
            .must()
            .example("https://s3." + example + ".example");
    region = Key.of(path + "region", TEXT, "The region to sign for.").standard("us-east-1");
    bucket =
        Key.of(path + "bucket", NAME, "The bucket." + advice).must().example("manga-" + example);
    accessKeyId =
        Key.of(path + "access-key-id", TEXT, "Its credentials need the rights to " + rights)
            .must()
            .example("access-key-id-of-" + example);
    secretAccessKey =
        Key.of(path + "secret-access-key", SECRET, "The secret that belongs to it.")
            .must()
            .example("secret-access-key-of-" + example);
    requestsPerSecond =
        Key.of(
                path + "max-requests-per-second",
                integer(LEAST_REQUESTS, 1_000_000),
                "Requests a second to this endpoint, of all sources and all purposes of this"
                    + " process together; fresh copies go before scans, backfills and scrubs. A"
                    + " cap holds for an endpoint: said with one bucket there it binds all.")
            .otherwise("as many as it bears")
            .example("100");
    bytesPerSecond =
        Key.of(
                path + "max-bytes-per-second",
                SIZE,
                "Content a second to and from this endpoint, in the same way; from "
                    + EndpointRules.LEAST_BYTES
                    + ".")
            .otherwise("as many as pass")
            .example("20MiB");
  }

  List<Key<?>> keys() {
    return List.of(
        endpoint, region, bucket, accessKeyId, secretAccessKey, requestsPerSecond, bytesPerSecond);
  }
}
