package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where objects are restored to. Thread-safe, but for what {@link #list} returns; calls block. Each
 * call asks once, but for those that are given {@link Attempts}; what fails is a {@link
 * StoreException}.
 */
public interface Destination extends AutoCloseable {
  /** As people call it. */
  String name();

  /**
   * Everything it has whose key starts with {@code prefix}, but for what {@link #apart} says, in
   * the order of {@link KeyOrder}.
   *
   * @throws StoreException also while it is gone through; if the listing is out of order, {@link
   *     fr.mangatheque.continuity.storage.StoreFault#PROTOCOL}
   */
  Walk list(String prefix, Attempts attempts);

  /** Whether {@link #list} leaves this key out; {@link #find} finds it, {@link #listApart} too. */
  boolean apart(ObjectKey key);

  /** What {@link #list} leaves out, in any order. */
  Walk listApart(String prefix, Attempts attempts);

  /** One object; empty if it is not there. */
  Optional<DestinationObject> find(ObjectKey key);

  /**
   * The hash of an object's content, as the destination keeps it beside the object.
   *
   * @return empty if it keeps none, or the object is no longer as it was seen
   */
  Optional<Sha256> keptHash(DestinationObject seen);

  /**
   * The hash of an object's content, which is read.
   *
   * @return empty if the object is no longer as it was seen
   */
  Optional<Sha256> readHash(DestinationObject seen);

  /** Why it can never hold this key; empty if it can. */
  Optional<String> cannotHold(ObjectKey key);

  /**
   * What it calls this key instead, because it cannot hold it as it is; empty if it can.
   *
   * @param nests whether there are keys nested in it
   */
  Optional<String> otherName(ObjectKey key, boolean nests);

  /**
   * Called once before the first write: finds out what it is able to do, which may leave a trace
   * there, under {@code continuity-canary/}. Nothing before writes anything.
   *
   * @throws StoreException if it cannot be written to
   */
  void prepare(Attempts attempts);

  /**
   * Writes an object whole or not at all, if what is there still is as it was seen, as far as the
   * destination can tell; then makes sure of it.
   *
   * @param expected what was seen; null if nothing was
   * @throws StoreException if it could not be written, or it is not known whether it was
   */
  Written write(
      ObjectKey key, Content content, ObjectHeaders headers, @Nullable DestinationObject expected);

  /** Whether {@link #delete} is allowed here at all. */
  boolean deletes();

  /**
   * Deletes an object if it still is as it was seen.
   *
   * @return whether it is gone; if not, it changed meanwhile
   * @throws UnsupportedOperationException if it does not delete
   */
  boolean delete(DestinationObject seen);

  /** What was asked of it so far. */
  Requests requests();

  @Override
  void close();

  /** What came of a write. */
  enum Written {
    /** It is there, and has these bytes. */
    DONE,
    /** Somebody else wrote or removed it since it was seen; theirs was left. */
    CHANGED
  }

  /** A listing as it is gone through. One thread uses it. */
  interface Walk extends Iterator<DestinationObject>, AutoCloseable {
    /** Over nothing. */
    static Walk empty() {
      return new Walk() {
        @Override
        public boolean hasNext() {
          return false;
        }

        @Override
        public DestinationObject next() {
          throw new NoSuchElementException();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    void close();
  }
}
