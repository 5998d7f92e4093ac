package fr.mangatheque.continuity.testkit.s3;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A bucket and direct access to what it holds, beside S3: no request is counted, no right needed.
 * Each change is atomic; safe for any thread.
 */
public final class Bucket {
  private final ConcurrentSkipListMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
  private final Uploads uploads = new Uploads();
  private final ServerClock clock;
  private final Instant created;
  private volatile String name;

  Bucket(String name, ServerClock clock) {
    this.name = name;
    this.clock = clock;
    this.created = HttpDates.wholeSecond(clock.instant());
  }

  public String name() {
    return name;
  }

  /** All keys as of now, in S3's order. */
  public List<String> keys() {
    return new ArrayList<>(objects.keySet());
  }

  public int size() {
    return objects.size();
  }

  public boolean contains(String key) {
    return objects.containsKey(key);
  }

  public Optional<StoredObject> object(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** A copy of an object's bytes; throws NoSuchElementException when there is none. */
  public byte[] bytes(String key) {
    return held(key).bytes();
  }

  /** Puts an object of the type S3 gives to what has none, {@code binary/octet-stream}. */
  public void put(String key, byte[] bytes) {
    put(key, bytes, Map.of());
  }

  /** Puts an object with headers such as {@code Content-Type} or {@code x-amz-meta-…}. */
  public void put(String key, byte[] bytes, Map<String, String> headers) {
    var kept = new TreeMap<String, String>();
    headers.forEach((header, value) -> kept.put(header.toLowerCase(Locale.ROOT), value));
    kept.putIfAbsent("content-type", ObjectHeaders.DEFAULT_TYPE);
    byte[] own = bytes.clone();
    objects.put(
        key,
        new StoredObject(
            Content.of(own), ETags.ofMd5(Digests.md5(own)), clock.instant(), kept, null));
  }

  /**
   * Puts an object that is {@code times} times these bytes, which are in memory once.
   *
   * @return the SHA-256 of the whole, in lower-case hexadecimal
   */
  public String putRepeated(String key, byte[] bytes, int times, Map<String, String> headers) {
    Content content = Content.join(Collections.nCopies(times, Content.of(bytes.clone())));
    MessageDigest md5 = Digests.named("MD5");
    content.updateInto(md5);
    MessageDigest sha256 = Digests.named("SHA-256");
    content.updateInto(sha256);
    var kept = new TreeMap<String, String>();
    headers.forEach((header, value) -> kept.put(header.toLowerCase(Locale.ROOT), value));
    kept.putIfAbsent("content-type", ObjectHeaders.DEFAULT_TYPE);
    objects.put(
        key, new StoredObject(content, ETags.ofMd5(md5.digest()), clock.instant(), kept, null));
    return Digests.hex(sha256.digest());
  }

  /** Removes an object, if it is there. */
  public void remove(String key) {
    objects.remove(key);
  }

  /** Removes every object and every unfinished upload. */
  public void clear() {
    objects.clear();
    uploads.clear();
  }

  /** Dates an object, in whole seconds. */
  public void setLastModified(String key, Instant lastModified) {
    replace(key, held(key).withLastModified(lastModified));
  }

  /** Flips a bit of the byte at this offset, as a rotten disk does: ETag and checksums stay. */
  public void corrupt(String key, long offset) {
    StoredObject object = held(key);
    replace(key, object.withContent(object.content().withFlippedBit(offset)));
  }

  /** How many multipart uploads were begun and neither completed nor aborted. */
  public int unfinishedUploads() {
    return uploads.count();
  }

  Instant created() {
    return created;
  }

  Uploads uploads() {
    return uploads;
  }

  ConcurrentSkipListMap<String, StoredObject> objects() {
    return objects;
  }

  /** Writes if the condition holds of the key, as one step. */
  void write(String key, StoredObject object, WriteCondition condition) {
    if (condition instanceof WriteCondition.None) {
      objects.put(key, object);
      return;
    }
    objects.compute(
        key,
        (_, present) -> {
          condition.check(present);
          return object;
        });
  }

  void rename(String to) {
    name = to;
  }

  private void replace(String key, StoredObject object) {
    objects.put(key, object);
  }

  private StoredObject held(String key) {
    StoredObject object = objects.get(key);
    if (object == null) {
      throw new NoSuchElementException("no object " + key + " in bucket " + name);
    }
    return object;
  }
}
