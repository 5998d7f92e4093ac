package fr.mangatheque.continuity.app.demo.endpoint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What an account has asked an endpoint for, as the endpoint saw it. Thread-safe. */
public final class RequestCounts {
  private final LongAdder gets = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<String, LongAdder> getsByKey = new ConcurrentHashMap<>();

  void get(String key) {
    gets.increment();
    getsByKey.computeIfAbsent(key, _ -> new LongAdder()).increment();
  }

  void put() {
    puts.increment();
  }

  void refuse() {
    refused.increment();
  }

  /** Requests for content, those answered "not modified" or "no such key" included. */
  public long gets() {
    return gets.sum();
  }

  /** Requests for content of an object. */
  public long gets(String key) {
    LongAdder count = getsByKey.get(key);
    return count == null ? 0 : count.sum();
  }

  /** Requests that bring content, refused ones included; of a multipart upload, each part. */
  public long puts() {
    return puts.sum();
  }

  /** Requests that the account has no right to. */
  public long refused() {
    return refused.sum();
  }
}
