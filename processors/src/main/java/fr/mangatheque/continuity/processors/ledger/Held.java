package fr.mangatheque.continuity.processors.ledger;

/**
 * What the backup is known to hold of a key.
 *
 * @param versions how many
 * @param bytes of these versions in all
 */
record Held(int versions, long bytes) {
  static final Held NOTHING = new Held(0, 0);

  Held {
    if (versions < 0 || bytes < 0) {
      throw new IllegalArgumentException("negative: " + versions + " versions, " + bytes);
    }
  }

  Held plus(KnownEntry version) {
    return new Held(versions + 1, bytes + version.size());
  }
}
