package fr.mangatheque.continuity.testkit.s3;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much was asked of the server. A request is counted as it comes, its bytes before the answer
 * is sent: a client that has the answer finds them here. Safe for any thread.
 */
public final class Counters {
  private record Of(LongAdder requests, LongAdder received, LongAdder sent) {}

  private final Map<Operation, Of> byOperation = new EnumMap<>(Operation.class);
  private final LongAdder connections = new LongAdder();

  Counters() {
    for (Operation operation : Operation.values()) {
      byOperation.put(operation, new Of(new LongAdder(), new LongAdder(), new LongAdder()));
    }
  }

  /** How many of these were asked, whatever the answer. */
  public long requests(Operation operation) {
    return of(operation).requests.sum();
  }

  /** How many requests of any kind. */
  public long requests() {
    return byOperation.values().stream().mapToLong(of -> of.requests.sum()).sum();
  }

  /** Bytes of these requests' bodies, in whatever encoding they came. */
  public long bytesReceived(Operation operation) {
    return of(operation).received.sum();
  }

  /** Bytes of the bodies of their answers. */
  public long bytesSent(Operation operation) {
    return of(operation).sent.sum();
  }

  /** How many connections were accepted. */
  public long connections() {
    return connections.sum();
  }

  public void reset() {
    byOperation
        .values()
        .forEach(
            of -> {
              of.requests.reset();
              of.received.reset();
              of.sent.reset();
            });
    connections.reset();
  }

  void connected() {
    connections.increment();
  }

  void arrived(Operation operation) {
    of(operation).requests.increment();
  }

  void answered(Operation operation, long received, long sent) {
    Of of = of(operation);
    of.received.add(received);
    of.sent.add(sent);
  }

  private Of of(Operation operation) {
    Of of = byOperation.get(operation);
    if (of == null) {
      throw new IllegalStateException("no counter for " + operation);
    }
    return of;
  }
}
