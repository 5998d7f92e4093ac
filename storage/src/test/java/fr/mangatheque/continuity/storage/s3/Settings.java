package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.testkit.s3.S3Server;

/** How tests reach a server of theirs. */
final class Settings {
  private Settings() {}

  static S3Settings of(S3Server server, String bucket) {
    return S3Settings.of(
            server.endpoint(),
            server.region(),
            bucket,
            server.accessKeyId(),
            server.secretAccessKey())
        .withMaxConnections(16);
  }
}
