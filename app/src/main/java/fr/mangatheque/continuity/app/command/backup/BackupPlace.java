package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.SourceSettings;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a backup is, as far as it was said.
 *
 * @param bucket how it is reached
 * @param layout null if its prefix was not said
 * @param source whose it is; null if that was not said
 * @param configuration that says it; null on a bare machine
 */
public record BackupPlace(
    S3Settings bucket,
    @Nullable BackupLayout layout,
    @Nullable String source,
    @Nullable Configuration configuration) {

  /** What the configuration says of its source; empty on a bare machine. */
  public Optional<SourceSettings> settings() {
    return configuration == null
        ? Optional.empty()
        : Optional.ofNullable(configuration.sources().get(source));
  }
}
