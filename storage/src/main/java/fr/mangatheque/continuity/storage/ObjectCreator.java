package fr.mangatheque.continuity.storage;

/** Writes objects that were not there before; it overwrites nothing. Thread-safe; calls block. */
public interface ObjectCreator {
  /**
   * Writes the object if its key is free: one conditional PUT with the SHA-256 of the content, or a
   * multipart upload with checksums of the parts for large content, aborted on failure.
   *
   * <p>Where {@link #traits} say that the store ignores conditions, it looks first: two writers at
   * once may then overwrite each other.
   *
   * @throws StoreException if it could not be written, or it is not known whether it was
   * @throws java.io.UncheckedIOException if the content could not be read
   */
  Creation create(ObjectKey key, Content content, ObjectHeaders headers);

  /** What this endpoint was found to do. */
  EndpointTraits traits();

  /** What came of a write. */
  sealed interface Creation {
    record Created(ETag etag) implements Creation {}

    /** The key is taken, by these bytes or others: a 412. */
    record Exists() implements Creation {}
  }
}
