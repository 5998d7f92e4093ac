package fr.mangatheque.continuity.processors.ledger;

import java.time.Duration;

/**
 * How much of what the backup holds of a source was read back, and was right, within a time; to the
 * hour. A key counts as read back only since its newest version was.
 *
 * @param within as long as it may take
 * @param versions that are to be read back, of removed objects too
 * @param bytes of all these versions
 * @param readVersions of these, those that were
 * @param readBytes theirs
 */
public record Coverage(
    Duration within, long versions, long bytes, long readVersions, long readBytes) {
  public Coverage {
    if (readVersions > versions || readBytes > bytes) {
      throw new IllegalArgumentException("more was read back than there is");
    }
  }

  /** Of both together. */
  Coverage plus(Coverage other) {
    return new Coverage(
        within,
        versions + other.versions,
        bytes + other.bytes,
        readVersions + other.readVersions,
        readBytes + other.readBytes);
  }
}
