package fr.mangatheque.continuity.testkit.s3;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * What the server was asked, in the order it answered: an exchange is recorded before its answer is
 * sent. Off until {@link #start}. Safe for any thread.
 */
public final class Journal {
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private volatile boolean on;

  Journal() {}

  public void start() {
    on = true;
  }

  public void stop() {
    on = false;
  }

  public void clear() {
    exchanges.clear();
  }

  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  public List<Exchange> exchanges(Predicate<Exchange> which) {
    return exchanges.stream().filter(which).toList();
  }

  /** All exchanges about this key. */
  public List<Exchange> about(String key) {
    return exchanges(exchange -> exchange.key().equals(key));
  }

  void record(Exchange exchange) {
    if (on) {
      exchanges.add(exchange);
    }
  }
}
