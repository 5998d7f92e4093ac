package fr.mangatheque.continuity.app.faults;

import java.util.function.IntSupplier;

/** A fault that was begun. */
interface Injection {
  /** How often it really struck so far. */
  int hits();

  /** Puts an end to it; again does nothing. */
  void end() throws Exception;

  /** Of these two. */
  static Injection of(IntSupplier hits, AutoCloseable end) {
    return new Injection() {
      private boolean over;

      @Override
      public int hits() {
        return hits.getAsInt();
      }

      @Override
      public void end() throws Exception {
        if (!over) {
          over = true;
          end.close();
        }
      }
    };
  }
}
