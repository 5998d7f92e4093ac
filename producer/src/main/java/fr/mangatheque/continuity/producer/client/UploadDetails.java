package fr.mangatheque.continuity.producer.client;

import org.jspecify.annotations.Nullable;

/**
 * What an application knows of an upload. All of it may be unknown, and what cannot be right is
 * left out of the event. With ETag and size, an event about what is protected already costs no
 * request; a SHA-256 that differs from what the bucket holds is told to on-call.
 *
 * @param etag what the upload answered, quoted or not
 * @param size in bytes
 * @param sha256 of the uploaded bytes, 64 hexadecimal digits
 */
public record UploadDetails(@Nullable String etag, @Nullable Long size, @Nullable String sha256) {
  /** Nothing is known. */
  public static final UploadDetails NONE = new UploadDetails(null, null, null);

  public static UploadDetails of(@Nullable String etag, long size) {
    return new UploadDetails(etag, size, null);
  }

  public UploadDetails withSha256(@Nullable String hex) {
    return new UploadDetails(etag, size, hex);
  }
}
