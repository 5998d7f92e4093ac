package fr.mangatheque.continuity.producer.client;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events from the queue and sends them until they are settled. Runs in one thread. */
final class Delivery implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(UploadEvents.class);

  /** However long the other side wishes us away. */
  private static final Duration LONGEST_WISH = Duration.ofMinutes(10);

  private static final int DOUBLINGS = 20;

  private final EventQueue queue;
  private final Transport transport;
  private final ClientOptions options;
  private final Quiet quiet;
  private final CountDownLatch closing;
  private int failures;
  private boolean lastTries;

  Delivery(
      EventQueue queue,
      Transport transport,
      ClientOptions options,
      Quiet quiet,
      CountDownLatch closing) {
    this.queue = queue;
    this.transport = transport;
    this.options = options;
    this.quiet = quiet;
    this.closing = closing;
  }

  @Override
  public void run() {
    try {
      List<byte[]> batch = take();
      while (!batch.isEmpty()) {
        deliver(batch);
        batch = take();
      }
    } catch (InterruptedException e) {
      log.atDebug().log("Sending was cut off");
    }
  }

  private List<byte[]> take() throws InterruptedException {
    return queue.take(Transport.MOST_EVENTS, Transport.MOST_BYTES - 2);
  }

  private void deliver(List<byte[]> batch) throws InterruptedException {
    List<byte[]> left = batch;
    while (!left.isEmpty()) {
      Reply reply = send(left);
      queue.settle(reply.taken(), true);
      queue.settle(reply.refusedEvents(), false);
      tellRefused(reply);
      left = reply.left();
      Reply.Trouble trouble = reply.trouble();
      if (trouble == null) {
        recovered();
      } else {
        failures = reply.taken().isEmpty() ? failures + 1 : 1;
        pause(trouble);
      }
    }
  }

  private Reply send(List<byte[]> events) throws InterruptedException {
    try {
      return transport.send(events);
    } catch (RuntimeException | Error e) {
      // The thread is all there is to send: whatever is wrong, it goes on.
      return Reply.nothing(events, new Reply.Trouble(e.toString(), null));
    }
  }

  private void recovered() {
    if (failures > 0) {
      log.atInfo().addKeyValue("to", transport.place()).log("Events of uploads are sent again");
    }
    failures = 0;
  }

  private void pause(Reply.Trouble trouble) throws InterruptedException {
    Duration wait = wait(trouble);
    OptionalLong unsaid = quiet.tell(Quiet.News.FAILED);
    if (unsaid.isPresent()) {
      log.atWarn()
          .addKeyValue("to", transport.place())
          .addKeyValue("cause", trouble.words())
          .addKeyValue("failures", failures)
          .addKeyValue("queued", queue.statistics().queued())
          .log("Events of uploads cannot be sent now: they wait and are tried again");
    }
    if (!closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      return;
    }
    if (lastTries) {
      Thread.sleep(wait);
    } else {
      // One try at once, the others at the pace of a beginning: whoever closes ends them.
      lastTries = true;
      failures = 0;
    }
  }

  private Duration wait(Reply.Trouble trouble) {
    Duration doubled =
        options.firstRetry().multipliedBy(1L << Math.min(Math.max(0, failures - 1), DOUBLINGS));
    Duration longest = shorter(doubled, options.longestRetry());
    // Shorter by up to a half, so that many do not come back at once.
    Duration jittered =
        Duration.ofNanos(
            (long) (longest.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    Duration wish = trouble.retryAfter();
    if (wish == null || wish.compareTo(jittered) < 0) {
      return jittered;
    }
    return shorter(wish, LONGEST_WISH).plus(jittered.dividedBy(4));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void tellRefused(Reply reply) {
    if (reply.refused().isEmpty()) {
      return;
    }
    OptionalLong unsaid = quiet.tell(Quiet.News.REFUSED);
    if (unsaid.isPresent()) {
      log.atError()
          .addKeyValue("to", transport.place())
          .addKeyValue("events", reply.refused().size())
          .addKeyValue("words", reply.refused().get(reply.refused().firstKey()))
          .addKeyValue("timesBefore", unsaid.getAsLong())
          .log("Events of uploads are refused: reconciliation finds their objects");
    }
  }
}
