package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Look.Found;
import fr.mangatheque.continuity.storage.ObjectReplacer;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or what is below a prefix of one. The caller sees to it that it is not where a backup
 * is kept. Closing it does not close the store.
 */
public final class S3Destination implements Destination {
  /** How often what a store keeps wrongly is written again. */
  private static final int WRITINGS = 3;

  private final String name;
  private final String prefix;
  private final RequestCount count = new RequestCount();
  private final ObjectReader reader;
  private final ObjectLister lister;
  private final WriteAccess.Proof proof;
  private final boolean mayDelete;
  private final AtomicReference<@Nullable WriteAccess> proven = new AtomicReference<>();
  private final StoredCheck check;

  private S3Destination(
      String name, ObjectStore store, WriteAccess.Proof proof, boolean mayDelete, String prefix) {
    if (prefix.startsWith("/")) {
      throw new IllegalArgumentException("a prefix does not start with a slash: " + prefix);
    }
    this.name = name;
    this.prefix = prefix;
    this.reader = count.counting((ObjectReader) store);
    this.lister = count.counting((ObjectLister) store);
    this.proof = proof;
    this.mayDelete = mayDelete;
    this.check = new StoredCheck(reader);
  }

  /**
   * A bucket whose endpoint nothing is known of yet.
   *
   * @param name as people call it
   * @param limit of its endpoint; kept to for {@link Use#RESTORE}
   * @param prefix goes before each key; may be empty
   * @param mayDelete whether extra objects may be deleted
   */
  public static Destination open(
      String name, S3ObjectStore store, EndpointLimit limit, String prefix, boolean mayDelete) {
    String probes = prefix + ObjectId.CANARY_PREFIX + "restore-probe/";
    return new S3Destination(
        name,
        new LimitedStore(store, limit, Use.RESTORE),
        attempts -> WriteAccess.probed(store, limit, probes, mayDelete, attempts),
        mayDelete,
        prefix);
  }

  /**
   * A store that is what {@link ObjectStore#traits} say.
   *
   * @param deleter null if nothing may be deleted
   */
  public static Destination of(
      String name,
      ObjectStore store,
      ObjectReplacer replacer,
      @Nullable ObjectDeleter deleter,
      String prefix) {
    WriteAccess access = new WriteAccess(store, replacer, deleter);
    return new S3Destination(name, store, _ -> access, deleter != null, prefix);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Walk list(String keyPrefix, Attempts attempts) {
    Pages pages = new Pages(lister, prefix + keyPrefix, attempts);
    return new Unprefixed(pages, prefix);
  }

  @Override
  public boolean apart(ObjectKey key) {
    return false;
  }

  @Override
  public Walk listApart(String keyPrefix, Attempts attempts) {
    return Walk.empty();
  }

  @Override
  public Optional<DestinationObject> find(ObjectKey key) {
    return switch (reader.head(there(key))) {
      case Found found ->
          Optional.of(
              new DestinationObject(
                  key,
                  found.info().size(),
                  found.info().etag(),
                  found.info().sha256(),
                  found.info().lastModified()));
      case ObjectReader.Look.Absent _ -> Optional.empty();
    };
  }

  @Override
  public Optional<Sha256> keptHash(DestinationObject seen) {
    return reader.head(there(seen.key())) instanceof Found found
            && found.info().etag().equals(seen.etag())
        ? Optional.ofNullable(found.info().sha256())
        : Optional.empty();
  }

  @Override
  public Optional<Sha256> readHash(DestinationObject seen) {
    return check.hash(there(seen.key()), seen.etag());
  }

  @Override
  public Optional<String> cannotHold(ObjectKey key) {
    int bytes = prefix.getBytes(StandardCharsets.UTF_8).length + key.byteLength();
    return bytes <= ObjectKey.MAX_BYTES
        ? Optional.empty()
        : Optional.of(
            "its key and the prefix have " + bytes + " bytes, and S3 takes " + ObjectKey.MAX_BYTES);
  }

  @Override
  public Optional<String> otherName(ObjectKey key, boolean nests) {
    return Optional.empty();
  }

  @Override
  public void prepare(Attempts attempts) {
    proven.set(proof.of(attempts));
  }

  @Override
  public Written write(
      ObjectKey key, Content content, ObjectHeaders headers, @Nullable DestinationObject expected) {
    ObjectKey name = there(key);
    ETag over = expected == null ? null : expected.etag();
    for (int writing = 1; ; writing++) {
      Optional<ETag> written = put(name, content, headers, over);
      if (written.isEmpty()) {
        // perhaps an earlier attempt whose answer was lost
        return check.isThere(name, content) ? Written.DONE : Written.CHANGED;
      }
      if (check.verify(name, content, access().store().traits())) {
        return Written.DONE;
      }
      if (writing == WRITINGS) {
        throw wrong(name, written.get());
      }
      over = written.get();
    }
  }

  private Optional<ETag> put(
      ObjectKey name, Content content, ObjectHeaders headers, @Nullable ETag over) {
    count.put();
    if (over != null) {
      return access().replacer().replace(name, content, headers, over);
    }
    return switch (access().store().create(name, content, headers)) {
      case Creation.Created created -> Optional.of(created.etag());
      case Creation.Exists _ -> Optional.empty();
    };
  }

  private StoreException wrong(ObjectKey name, ETag etag) {
    ObjectDeleter deleter = access().deleter();
    boolean gone = deleter != null && deleter.delete(name, etag);
    return StoreException.of(
        StoreFault.REFUSED,
        this.name
            + " keeps other bytes than it is sent as "
            + name
            + (gone ? "; what it kept was deleted again" : "; WHAT IT KEEPS IS WRONG"),
        null);
  }

  private WriteAccess access() {
    WriteAccess access = proven.get();
    if (access == null) {
      throw new IllegalStateException("prepare a destination before it is written to");
    }
    return access;
  }

  @Override
  public boolean deletes() {
    return mayDelete;
  }

  @Override
  public boolean delete(DestinationObject seen) {
    ObjectDeleter deleter = access().deleter();
    if (deleter == null) {
      throw new UnsupportedOperationException("nothing may be deleted at " + name);
    }
    count.deletion();
    return deleter.delete(there(seen.key()), seen.etag());
  }

  private ObjectKey there(ObjectKey key) {
    return prefix.isEmpty() ? key : new ObjectKey(prefix + key);
  }

  @Override
  public Requests requests() {
    return count.soFar();
  }

  @Override
  public void close() {}
}
