package fr.mangatheque.continuity.storage.limit;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets through to one endpoint as many requests as it bears (see {@link Aimd}) and as a person
 * allows, the most urgent {@link Use} first, and leaves it alone as long as it asks for. A store is
 * put behind it with {@link LimitedStore} or {@link LimitedReads}. Thread-safe.
 */
public final class EndpointLimit {
  /** Content is paid for in pieces of so many bytes, so that all who move some take turns. */
  static final int PIECE = 16 * 1024;

  /** A pause longer than this is not waited for: the task goes back, to be asked for again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Whatever else goes on, a use that is less urgent does not stand still for ever. */
  private static final Duration LONGEST_WAIT_TO_ASK = Duration.ofMinutes(1);

  /** A store takes a connection for dead over which nothing comes. */
  private static final Duration LONGEST_WAIT_FOR_BYTES = Duration.ofSeconds(10);

  private final Endpoint endpoint;
  private final InstantSource clock;
  private final Waits waits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Gate gate;
  private final Line asking = new Line(LONGEST_WAIT_TO_ASK);
  private final boolean bytesCapped;
  private final Line moving = new Line(LONGEST_WAIT_FOR_BYTES);
  private @Nullable TokenBucket bytes;

  EndpointLimit(Endpoint endpoint, int max, Caps caps, InstantSource clock, Waits waits) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.waits = waits;
    this.gate = new Gate(max, caps.requestsPerSecond(), clock.instant());
    Long bytesPerSecond = caps.bytesPerSecond();
    this.bytesCapped = bytesPerSecond != null;
    this.bytes =
        bytesPerSecond == null ? null : TokenBucket.full(bytesPerSecond, PIECE, clock.instant());
  }

  /** One request's leave to be under way. Close it when its answer is read. Thread-safe. */
  final class Permit implements AutoCloseable {
    private final Use use;
    private final Instant startedAt;
    private boolean closed;

    private Permit(Use use, Instant startedAt) {
      this.use = use;
      this.startedAt = startedAt;
    }

    void succeeded() {
      change(_ -> gate.succeeded());
    }

    /** The request failed; of these only a throttled one says anything of the limit. */
    void failed(StoreException e) {
      if (e.fault() == StoreFault.THROTTLED) {
        Duration retryAfter = e instanceof StoreException.Transient t ? t.retryAfter() : null;
        change(now -> gate.throttled(startedAt, now, retryAfter));
      }
    }

    /** It makes one more request than the one it waited for. */
    void alsoAsks() {
      change(now -> gate.alsoAsked(1, now));
    }

    /**
     * Waits until so many bytes of content may be moved.
     *
     * @throws StoreException TIMEOUT if the thread is interrupted
     */
    void pay(long amount) {
      try {
        for (long left = amount; bytesCapped && left > 0; left -= PIECE) {
          payPiece(use, (int) Math.min(left, PIECE));
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    /** Of what was paid for so much was not moved. */
    void giveBack(long amount) {
      change(_ -> bytes = bytes == null ? null : bytes.giveBack(amount));
    }

    @Override
    public void close() {
      change(
          _ -> {
            if (!closed) {
              closed = true;
              gate.ended();
            }
          });
    }
  }

  /**
   * Waits for leave to ask.
   *
   * @throws StoreException THROTTLED, without a request, if the endpoint asked to be left alone for
   *     longer than is worth waiting; TIMEOUT if the thread is interrupted
   */
  Permit enter(Use use) {
    try {
      lock.lockInterruptibly();
      try {
        Instant now = awaitTurn(asking, use, this::untilFree);
        gate.pass(now);
        return new Permit(use, now);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Duration untilFree(Instant now) {
    Duration pause = gate.pause(now);
    if (pause.compareTo(PATIENCE) > 0) {
      throw StoreException.of(
          StoreFault.THROTTLED,
          endpoint + " asked to be left alone until " + gate.pausedUntil(),
          null,
          pause);
    }
    return gate.untilFree(now);
  }

  private void payPiece(Use use, int amount) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Instant now = awaitTurn(moving, use, at -> untilPaid(amount, at));
      bytes = bytes == null ? null : bytes.take(amount, now);
    } finally {
      lock.unlock();
    }
  }

  private Duration untilPaid(int amount, Instant now) {
    return bytes == null ? Duration.ZERO : bytes.until(amount, now);
  }

  /** Returns, under the lock, once it is the first in line and nothing is left to wait for. */
  private Instant awaitTurn(Line line, Use use, Function<Instant, Duration> untilFree)
      throws InterruptedException {
    Line.Ticket ticket = line.join(use, clock.instant(), lock.newCondition());
    try {
      while (true) {
        Instant now = clock.instant();
        Duration left = line.isFirst(ticket, now) ? untilFree.apply(now) : line.wait(ticket, now);
        if (left.isZero()) {
          return now;
        }
        waits.await(ticket.turn(), left);
      }
    } finally {
      line.leave(ticket);
      wakeFirst(line);
    }
  }

  private void wakeFirst(Line line) {
    Line.Ticket first = line.first(clock.instant());
    if (first != null) {
      first.turn().signal();
    }
  }

  private static StoreException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return StoreException.of(
        StoreFault.TIMEOUT, "interrupted while waiting for its turn at the endpoint", e);
  }

  /** What used the endpoint since {@code startedAt} took too long: it bears fewer at a time. */
  public void timedOut(Instant startedAt) {
    change(now -> gate.tooSlow(startedAt, now, null));
  }

  private void change(Change change) {
    lock.lock();
    try {
      change.at(clock.instant());
      wakeFirst(asking);
      wakeFirst(moving);
    } finally {
      lock.unlock();
    }
  }

  @FunctionalInterface
  private interface Change {
    void at(Instant now);
  }

  private <T> T seen(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }

  boolean capsBytes() {
    return bytesCapped;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** Requests it is given at a time, at most. */
  public int limit() {
    return seen(gate::limit);
  }

  /** Requests under way: a body counts until it is closed. */
  public int inFlight() {
    return seen(gate::inFlight);
  }

  /** Requests that wait for leave to ask or to move their bytes. */
  public int waiting(Use use) {
    return seen(() -> asking.size(use) + moving.size(use));
  }

  /** How often it said that this is too much. */
  public long throttled() {
    return seen(gate::throttled);
  }
}
