package fr.mangatheque.continuity.app.faults;

import java.util.function.IntSupplier;

/** A fault that was begun. */
interface Injection {
  /** How often it really struck so far. */
  int hits();

  /** Puts an end to it; again does nothing. */
  void end() throws Exception;

  /** Of these two; what is counted is what struck until the end. */
  static Injection of(IntSupplier hits, AutoCloseable end) {
    return new Injection() {
      private int counted = -1;

      @Override
      public int hits() {
        return counted >= 0 ? counted : hits.getAsInt();
      }

      @Override
      public void end() throws Exception {
        if (counted < 0) {
          counted = hits.getAsInt();
          end.close();
        }
      }
    };
  }
}
