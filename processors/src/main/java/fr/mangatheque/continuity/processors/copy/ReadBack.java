package fr.mangatheque.continuity.processors.copy;

/** What reading back a key's versions came to. One thread uses it. */
final class ReadBack {
  private long versions;
  private long bytes;
  private long repaired;
  private long lost;

  void read(long size) {
    bytes += size;
  }

  void version() {
    versions++;
  }

  void repair() {
    repaired++;
  }

  void lose() {
    lost++;
  }

  /** Versions looked at. */
  long versions() {
    return versions;
  }

  /** Bytes of content read from the backup, once more where they were wrong. */
  long bytes() {
    return bytes;
  }

  /** Entries written because one was corrupt or missing. */
  long repaired() {
    return repaired;
  }

  /** Versions whose bytes nobody has. */
  long lost() {
    return lost;
  }
}
