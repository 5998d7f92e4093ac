package fr.mangatheque.continuity.storage;

import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects. Thread-safe; calls block. Nothing is retried here: each failure is a {@link
 * StoreException}, transient or permanent.
 */
public interface ObjectReader {
  /**
   * Asks for an object's content.
   *
   * @param unlessMatching a 304 is wanted if the object has this tag; null: always the content
   * @return the answer, to be closed; of a found object's body no byte is read yet
   * @throws StoreException if the store could not tell; a missing bucket is {@link
   *     StoreFault#NO_SUCH_BUCKET}, never {@link Read.Absent}
   */
  Read get(ObjectKey key, @Nullable ETag unlessMatching);

  /**
   * Asks for what is kept beside the content.
   *
   * @return {@link Look.Absent} on any 404: a HEAD's answer has no body that tells a missing key
   *     from a missing bucket
   * @throws StoreException if the store could not tell
   */
  Look head(ObjectKey key);

  /** Answer to a HEAD. */
  sealed interface Look {
    record Found(ObjectInfo info) implements Look {}

    record Absent() implements Look {}
  }

  /** Answer to a GET. Closing it gives the connection back, or drops it if bytes are left. */
  sealed interface Read extends AutoCloseable {
    @Override
    default void close() {}

    /**
     * The object is there. Reading the body throws {@link StoreException} where the bytes end
     * before the announced length or the connection fails; it never just ends early.
     */
    record Found(ObjectInfo info, InputStream body, Runnable release) implements Read {
      @Override
      public void close() {
        release.run();
      }
    }

    /**
     * 304.
     *
     * @param lastModified as the answer told, if it did
     */
    record NotModified(@Nullable Instant lastModified, Instant date) implements Read {}

    /**
     * 404 with the code NoSuchKey.
     *
     * @param date the answer's Date header, as everywhere; our time if a store sends none
     */
    record Absent(Instant date) implements Read {}
  }
}
