package fr.mangatheque.continuity.notifier.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Keeps the order of each incident: one delivery of a lane at a time. Owned by one thread. */
final class Lanes {
  private static final class Waiting {
    private final Queue<Delivery> queue = new ArrayDeque<>();
    private Delivery current;
    private Thread thread;

    private Waiting(Delivery current, Thread thread) {
      this.current = current;
      this.thread = thread;
    }
  }

  private final String name;
  private final Consumer<Delivery> work;
  private final Map<Delivery.Lane, Waiting> lanes = new HashMap<>();
  private int size;

  /**
   * @param work runs in a virtual thread of its own for each delivery
   */
  Lanes(String name, Consumer<Delivery> work) {
    this.name = name;
    this.work = work;
  }

  void add(Delivery delivery) {
    Waiting lane = lanes.get(delivery.lane());
    if (lane == null) {
      lanes.put(delivery.lane(), new Waiting(delivery, start(delivery)));
    } else {
      lane.queue.add(delivery);
    }
    size++;
  }

  /** Starts what waited for {@code delivery}. */
  void finished(Delivery delivery) {
    Waiting lane = lanes.get(delivery.lane());
    if (lane == null || !lane.current.equals(delivery)) {
      return;
    }
    size--;
    Delivery next = lane.queue.poll();
    if (next == null) {
      lanes.remove(delivery.lane());
    } else {
      lane.current = next;
      lane.thread = start(next);
    }
  }

  /** How many deliveries are not finished. */
  int size() {
    return size;
  }

  /**
   * Stops the lanes of some partitions: waits for deliveries under way for {@code patience}, then
   * interrupts them.
   *
   * @return those that were under way
   */
  List<Delivery> stop(Predicate<TopicPartition> which, Duration patience)
      throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Delivery> underWay = new ArrayList<>();
    lanes
        .entrySet()
        .removeIf(
            entry -> {
              Waiting lane = entry.getValue();
              boolean stops = which.test(entry.getKey().partition());
              if (stops) {
                size -= 1 + lane.queue.size();
                threads.add(lane.thread);
                underWay.add(lane.current);
              }
              return stops;
            });
    join(threads, patience);
    threads.forEach(Thread::interrupt);
    join(threads, patience);
    return underWay;
  }

  private static void join(List<Thread> threads, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      if (!thread.join(left)) {
        return;
      }
    }
  }

  private Thread start(Delivery delivery) {
    return Thread.ofVirtual().name(name).start(() -> work.accept(delivery));
  }
}
