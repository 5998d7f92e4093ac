package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.s3.S3Settings;

/**
 * A place to restore to, with credentials of its own.
 *
 * @param prefix what the names of all that is restored start with; empty, or ends with a slash and
 *     does not start with one
 */
public record RestoreTarget(S3Settings bucket, String prefix) {
  public RestoreTarget {
    prefix = new BackupLayout(prefix).prefix();
  }
}
