package fr.mangatheque.continuity.producer.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a log from being flooded: each kind of news is told once a minute. Thread-safe. */
final class Quiet {
  private static final long MINUTE = 60_000_000_000L;

  enum News {
    DROPPED,
    REFUSED,
    IMPOSSIBLE,
    LEFT_OUT,
    FAILED
  }

  private static final class Told {
    final AtomicLong at = new AtomicLong(System.nanoTime() - MINUTE - 1);
    final AtomicLong unsaid = new AtomicLong();
  }

  private final Map<News, Told> told = new EnumMap<>(News.class);

  Quiet() {
    for (News news : News.values()) {
      told.put(news, new Told());
    }
  }

  /** How many were kept back since the last that was told; empty if this is kept back too. */
  OptionalLong tell(News news) {
    Told last = told.get(news);
    long before = last.at.get();
    long now = System.nanoTime();
    if (now - before < MINUTE || !last.at.compareAndSet(before, now)) {
      last.unsaid.incrementAndGet();
      return OptionalLong.empty();
    }
    return OptionalLong.of(last.unsaid.getAndSet(0));
  }
}
