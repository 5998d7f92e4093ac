package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.URL;

import java.net.URI;
import java.util.List;

/** The keys about places that can be restored to. */
final class RestoreTargetKeys {
  static final Key<URI> ENDPOINT =
      Key.of("restore-targets.*.endpoint", URL, "The S3 endpoint, without the bucket.")
          .must()
          .example("https://s3.scratch.example");
  static final Key<String> REGION =
      Key.of("restore-targets.*.region", TEXT, "The region to sign for.").standard("us-east-1");
  static final Key<String> BUCKET =
      Key.of("restore-targets.*.bucket", BucketKeys.NAME, "The bucket.")
          .must()
          .example("manga-scratch");
  static final Key<String> PREFIX =
      Key.of(
              "restore-targets.*.prefix",
              Keys.BACKUP_PREFIX,
              "What the names of all that is restored there start with. It never lies in a backup,"
                  + " nor around one.")
          .standard("");
  static final Key<String> ACCESS_KEY_ID =
      Key.of(
              "restore-targets.*.access-key-id",
              TEXT,
              "Its credentials need the rights to list, read, write and abort multipart uploads;"
                  + " to delete only where restores are to delete what is too much.")
          .must()
          .example("access-key-id-of-scratch");
  static final Key<Secret> SECRET_ACCESS_KEY =
      Key.of("restore-targets.*.secret-access-key", SECRET, "The secret that belongs to it.")
          .must()
          .example("secret-access-key-of-scratch");

  static final Section SECTION =
      new Section(
          "restore-targets",
          "Places beside the origins that can be restored to, as continuity restore --to"
              + " target:NAME: each has a name of its own (a-z, 0-9 and -).",
          List.of(ENDPOINT, REGION, BUCKET, PREFIX, ACCESS_KEY_ID, SECRET_ACCESS_KEY),
          """
          scratch:
            endpoint: https://s3.scratch.example
            region: us-east-1
            bucket: manga-scratch
            prefix: restored/
            access-key-id: access-key-id-of-scratch
            secret-access-key-file: /run/secrets/scratch
          """);

  private RestoreTargetKeys() {}
}
