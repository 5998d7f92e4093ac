package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;

/** What came of a round trip. */
sealed interface Outcome {
  /**
   * What went in came out.
   *
   * @param written whether the object was written for it
   */
  record Proven(ObjectKey key, boolean written, Sha256 sha256, long size) implements Outcome {}

  /**
   * It did not.
   *
   * @param detail what of, to which object, and what was expected
   */
  record Failed(CauseClass cause, String detail) implements Outcome {
    /** A store did not do what the trip needs: {@code what}. */
    static Failed by(StoreException e, String what) {
      // faults of stores have the names of causes
      return new Failed(CauseClass.valueOf(e.fault().name()), what + ": " + e.getMessage());
    }

    static Failed trip(String detail) {
      return new Failed(CauseClass.ROUND_TRIP_FAILED, detail);
    }
  }

  /** There was nothing to make it with. */
  record Skipped(String why) implements Outcome {}
}
