package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;

/** Knows how objects stand, or who does. Thread-safe. */
@FunctionalInterface
public interface ObjectLookup {
  /** Looks now, and waits for nothing: those who wait ask again, some times a second. */
  Answer find(ObjectId object);

  /** What it knows. */
  sealed interface Answer {
    record Known(ObjectView view) implements Answer {}

    /** Nobody has told of such an object yet. */
    record Unknown() implements Answer {}

    /**
     * Another process knows.
     *
     * @param process its HTTP address, without a path
     * @param owner whether it is known to keep this very object, so that it need not pass the
     *     question on; otherwise it knows who does
     */
    record At(URI process, boolean owner) implements Answer {}

    /**
     * Nobody can tell now.
     *
     * @param why in a sentence without its full stop, for who asks
     */
    record Unavailable(String why) implements Answer {}
  }
}
