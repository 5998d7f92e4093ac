package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.storage.limit.Endpoint;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.util.List;

/**
 * A bucket to restore to, with credentials.
 *
 * @param prefix what the names of all that is restored start with; may be empty
 * @param name as people call it
 * @param sources whose own bucket it is, or a part of it: a pipeline may protect what is written
 */
record S3Place(S3Settings settings, String prefix, String name, List<String> sources) {
  S3Place {
    sources = List.copyOf(sources);
  }

  /** Whether what is below one of the prefixes may be below the other, of one bucket. */
  boolean overlaps(S3Settings other, String otherPrefix) {
    return Endpoint.of(settings.endpoint()).equals(Endpoint.of(other.endpoint()))
        && settings.bucket().equals(other.bucket())
        && (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix));
  }
}
