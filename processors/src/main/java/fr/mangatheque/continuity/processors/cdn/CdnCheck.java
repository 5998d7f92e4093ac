package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.processors.work.StoreCauses;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Compares objects as the CDN gives them with the source, byte for byte by their hashes. First the
 * origin is read, then the CDN, and where they differ the origin once more: who changes an object
 * meanwhile makes no fault. Thread-safe; blocks.
 */
public final class CdnCheck implements AutoCloseable {
  private static final int LOOKS = 3;
  private static final Duration SHORTLY = Duration.ofSeconds(1);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int BUFFER = 64 * 1024;

  private final CdnStores stores;
  private final CdnClient client;
  private final FormerVersions former;
  private final Duration mayLag;
  private final InstantSource clock;

  /**
   * @param limit the longest an object may take
   * @param mayLag how long a cache may give what the origin had before
   */
  public CdnCheck(CdnStores stores, Duration limit, Duration mayLag, InstantSource clock) {
    this.stores = stores;
    this.client = new CdnClient(limit);
    this.former = new FormerVersions(stores);
    this.mayLag = mayLag;
    this.clock = clock;
  }

  /** What is to be said of {@code key}. */
  public CdnVerdict check(ObjectKey key) throws InterruptedException {
    try {
      for (int look = 0; look < LOOKS; look++) {
        Original original = original(key);
        if (original == null) {
          return new CdnVerdict.Gone(key);
        }
        CdnAnswer answer = ask(key);
        if (answer instanceof CdnAnswer.Content(Bytes bytes, _, _)
            && bytes.equals(original.bytes())) {
          return new CdnVerdict.Right(key, bytes.size());
        }
        if (isStill(key, original)) {
          return judged(original, answer);
        }
      }
      return new CdnVerdict.Gone(key);
    } catch (StoreException e) {
      return new CdnVerdict.OriginFails(
          key,
          StoreCauses.of(e),
          "%s could not be read from the source: %s".formatted(key, e.getMessage()));
    }
  }

  /** A fault that may pass is one only if it is still there shortly after. */
  private CdnAnswer ask(ObjectKey key) throws InterruptedException {
    URI url = CdnUrl.of(stores.base(), key);
    CdnAnswer answer = client.get(url);
    boolean mayPass =
        switch (answer) {
          case CdnAnswer.Refused(int status) ->
              status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS;
          case CdnAnswer.Nothing _ -> true;
          case CdnAnswer.Content _ -> false;
        };
    if (!mayPass) {
      return answer;
    }
    Thread.sleep(SHORTLY);
    return client.get(url);
  }

  private record Original(ObjectInfo info, Bytes bytes) {}

  private @Nullable Original original(ObjectKey key) {
    try (ObjectReader.Read read = stores.origin().get(key, null)) {
      return switch (read) {
        case ObjectReader.Read.Found found -> new Original(found.info(), bytes(key, found.body()));
        case ObjectReader.Read.Absent _, ObjectReader.Read.NotModified _ -> null;
      };
    }
  }

  private static Bytes bytes(ObjectKey key, InputStream body) {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
    } catch (IOException e) {
      throw StoreException.of(StoreFault.UNREACHABLE, "reading " + key + " broke off", e);
    }
    return new Bytes(size, Sha256.of(digest.digest()));
  }

  private boolean isStill(ObjectKey key, Original original) {
    return stores.origin().head(key) instanceof ObjectReader.Look.Found(ObjectInfo now)
        && now.etag().equals(original.info().etag())
        && now.lastModified().equals(original.info().lastModified());
  }

  private CdnVerdict judged(Original original, CdnAnswer answer) {
    ObjectKey key = original.info().key();
    return switch (answer) {
      case CdnAnswer.Refused(int status) ->
          new CdnVerdict.Faulty(
              key, "%s: the CDN answers %d, and the source has it".formatted(key, status));
      case CdnAnswer.Nothing(String why) ->
          new CdnVerdict.Faulty(
              key, "%s: the CDN gives nothing (%s), and the source has it".formatted(key, why));
      case CdnAnswer.Content content -> differing(original, content);
    };
  }

  private CdnVerdict differing(Original original, CdnAnswer.Content content) {
    ObjectKey key = original.info().key();
    String before = before(original.info(), content);
    if (before == null) {
      return new CdnVerdict.Faulty(
          key,
          "%s: the CDN gives %s, and the source has %s"
              .formatted(key, content.bytes(), original.bytes()));
    }
    Instant since = original.info().lastModified();
    String detail =
        "%s: the CDN gives %s; the source has another since %s".formatted(key, before, since);
    return clock.instant().isAfter(since.plus(mayLag))
        ? new CdnVerdict.Stale(key, detail)
        : new CdnVerdict.Lagging(key, detail);
  }

  /** What of former times it is, in words; null if it is nothing that the origin ever had. */
  private @Nullable String before(ObjectInfo now, CdnAnswer.Content content) {
    // other bytes under the present tag are no former version
    ETag etag = now.etag().equals(content.etag()) ? null : content.etag();
    String version = former.matching(now.key(), content.bytes().sha256(), etag);
    if (version != null) {
      return version;
    }
    Duration age = content.age();
    Instant asked = clock.instant();
    return etag != null && age != null && asked.minus(age).isBefore(now.lastModified())
        ? "what it has had for %d s".formatted(age.toSeconds())
        : null;
  }

  @Override
  public void close() {
    client.close();
  }
}
