package fr.mangatheque.continuity.producer.sample;

import fr.mangatheque.continuity.producer.client.UploadDetails;
import fr.mangatheque.continuity.producer.client.UploadEvents;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Covers of a library, kept in a bucket. */
final class Covers implements AutoCloseable {
  /** As much of a store's client as is needed here. */
  interface Bucket {
    /** Stores an object; returns its ETag. */
    String put(String key, byte[] content);

    void delete(String key);
  }

  private final Bucket bucket;
  private final UploadEvents events;

  Covers(Bucket bucket, Map<String, String> environment) {
    this.bucket = bucket;
    this.events =
        UploadEvents.http(
            URI.create(environment.get("CONTINUITY_URL")), environment.get("CONTINUITY_TOKEN"));
  }

  void replace(String series, byte[] jpeg) {
    String key = "covers/" + series + ".jpg";
    String etag = bucket.put(key, jpeg);
    events.created("uploads", key, UploadDetails.of(etag, jpeg.length));
  }

  void remove(String series) {
    String key = "covers/" + series + ".jpg";
    bucket.delete(key);
    events.removed("uploads", key);
  }

  /** When the application ends, not after each upload. */
  @Override
  public void close() {
    events.close(Duration.ofSeconds(5));
  }
}
