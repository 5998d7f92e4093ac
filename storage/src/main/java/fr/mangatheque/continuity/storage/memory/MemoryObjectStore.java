package fr.mangatheque.continuity.storage.memory;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReplacer;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A bucket in memory, as a store with all of S3's traits keeps it: ETags are MD5s, times have whole
 * seconds of the clock given. As a source, and as a restore's destination, it can also be
 * overwritten and deleted from, which no {@link ObjectStore} can. Thread-safe.
 */
public final class MemoryObjectStore implements ObjectStore, ObjectReplacer, ObjectDeleter {
  private final InstantSource clock;
  private final ConcurrentNavigableMap<ObjectKey, Kept> objects = new ConcurrentSkipListMap<>();

  private record Kept(Content content, ObjectHeaders headers, Instant lastModified) {
    ETag etag() {
      return new ETag(content.md5().hex());
    }
  }

  public MemoryObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Writes as the application would: whatever was there is gone. */
  public ETag put(ObjectKey key, byte[] bytes, ObjectHeaders headers) {
    Kept kept = new Kept(Content.of(bytes), headers, now());
    objects.put(key, kept);
    return kept.etag();
  }

  /** Deletes as the application would; nothing happens if the key is not there. */
  public void remove(ObjectKey key) {
    objects.remove(key);
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    Kept kept = objects.get(key);
    if (kept == null) {
      return new Read.Absent(now());
    }
    if (kept.etag().equals(unlessMatching)) {
      return new Read.NotModified(kept.lastModified(), now());
    }
    return new Read.Found(info(key, kept), open(kept.content()), () -> {});
  }

  @Override
  public Look head(ObjectKey key) {
    Kept kept = objects.get(key);
    return kept == null ? new Look.Absent() : new Look.Found(info(key, kept));
  }

  @Override
  public ListPage list(ListQuery query) {
    List<ListedObject> page = new ArrayList<>();
    for (Map.Entry<ObjectKey, Kept> entry : from(query).entrySet()) {
      ObjectKey key = entry.getKey();
      if (!key.value().startsWith(query.prefix())) {
        break;
      }
      if (page.size() == query.limit()) {
        return new ListPage(page, page.getLast().key().value(), now(), List.of());
      }
      Kept kept = entry.getValue();
      page.add(new ListedObject(key, kept.content().size(), kept.etag(), kept.lastModified()));
    }
    return new ListPage(page, null, now(), List.of());
  }

  /** The keys that start with the prefix come first in it. */
  private ConcurrentNavigableMap<ObjectKey, Kept> from(ListQuery query) {
    String behind = query.continuation() != null ? query.continuation() : query.startAfter();
    if (behind != null && Utf8Order.compare(behind, query.prefix()) >= 0) {
      return behind.isEmpty() ? objects : objects.tailMap(new ObjectKey(behind), false);
    }
    return query.prefix().isEmpty()
        ? objects
        : objects.tailMap(new ObjectKey(query.prefix()), true);
  }

  @Override
  public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    content.beforeRequest(content.size());
    Kept kept = new Kept(Content.of(bytes(content)), headers, now());
    return objects.putIfAbsent(key, kept) == null
        ? new Creation.Created(kept.etag())
        : new Creation.Exists();
  }

  @Override
  public Optional<ETag> replace(
      ObjectKey key, Content content, ObjectHeaders headers, ETag expected) {
    content.beforeRequest(content.size());
    Kept kept = new Kept(Content.of(bytes(content)), headers, now());
    Kept present = objects.get(key);
    boolean replaced =
        present != null && present.etag().equals(expected) && objects.replace(key, present, kept);
    return replaced ? Optional.of(kept.etag()) : Optional.empty();
  }

  @Override
  public boolean delete(ObjectKey key, ETag expected) {
    return objects.computeIfPresent(
            key, (_, present) -> present.etag().equals(expected) ? null : present)
        == null;
  }

  private static byte[] bytes(Content content) {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Content content) {
    return new ByteArrayInputStream(bytes(content));
  }

  private ObjectInfo info(ObjectKey key, Kept kept) {
    return new ObjectInfo(
        key,
        kept.content().size(),
        kept.etag(),
        kept.lastModified(),
        kept.headers(),
        kept.content().sha256(),
        now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public EndpointTraits traits() {
    return EndpointTraits.FULL;
  }

  /** Nothing to give back: what it holds stays, for a test to look at. */
  @Override
  public void close() {}
}
