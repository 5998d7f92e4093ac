package fr.mangatheque.continuity.testkit.s3;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The buckets of a server, by name. */
final class Buckets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Map<String, Bucket> byName = new ConcurrentHashMap<>();
  private final ServerClock clock;

  Buckets(ServerClock clock) {
    this.clock = clock;
  }

  Bucket create(String name) {
    if (!NAME.matcher(name).matches()) {
      throw S3Error.of(ErrorCode.INVALID_BUCKET_NAME);
    }
    var bucket = new Bucket(name, clock);
    if (byName.putIfAbsent(name, bucket) != null) {
      throw S3Error.of(ErrorCode.BUCKET_ALREADY_OWNED);
    }
    return bucket;
  }

  /** For a request: throws NoSuchBucket. */
  Bucket require(@Nullable String name) {
    Bucket bucket = name == null ? null : byName.get(name);
    if (bucket == null) {
      throw S3Error.of(
          ErrorCode.NO_SUCH_BUCKET,
          ErrorCode.NO_SUCH_BUCKET.message(),
          Map.of("BucketName", String.valueOf(name)));
    }
    return bucket;
  }

  /** For a test: throws NoSuchElementException. */
  Bucket get(String name) {
    Bucket bucket = byName.get(name);
    if (bucket == null) {
      throw new NoSuchElementException("no bucket " + name + " among " + byName.keySet());
    }
    return bucket;
  }

  void rename(String from, String to) {
    Bucket bucket = get(from);
    bucket.rename(to);
    byName.put(to, bucket);
    byName.remove(from);
  }

  void remove(String name) {
    byName.remove(name);
  }

  List<Bucket> all() {
    return byName.values().stream()
        .sorted((a, b) -> Utf8Order.INSTANCE.compare(a.name(), b.name()))
        .toList();
  }
}
