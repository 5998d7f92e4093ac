package fr.mangatheque.continuity.app.demo.watch;

import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.site.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Compares the source with what was uploaded, byte by byte, and shares no code with a restore. */
public final class LibraryComparison {
  private LibraryComparison() {}

  /** Keys that a bucket holds. */
  public static List<String> keys(BucketAccess bucket) {
    try (S3Client store = bucket.client()) {
      return store.listObjectsV2Paginator(list -> list.bucket(bucket.bucket())).contents().stream()
          .map(S3Object::key)
          .toList();
    }
  }

  /** What is not as it was uploaded, each in words. */
  public static List<String> mismatches(BucketAccess bucket, Collection<Upload> uploads) {
    List<String> mismatches = new ArrayList<>();
    try (S3Client store = bucket.client()) {
      for (Upload upload : uploads) {
        try (InputStream content =
            store.getObject(get -> get.bucket(bucket.bucket()).key(upload.key()))) {
          if (!ByteComparison.one(content).sha256().equals(upload.sha256())) {
            mismatches.add("not the bytes that were uploaded: " + upload.key());
          }
        } catch (NoSuchKeyException _) {
          mismatches.add("not there: " + upload.key());
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read " + upload.key(), e);
        }
      }
    }
    return mismatches;
  }
}
