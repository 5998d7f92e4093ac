package fr.mangatheque.continuity.producer.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection and where it stands. Its own thread moves it on; the watch ends it where that takes
 * too long.
 */
public final class Connection {
  private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

  /** How long, and for how much, a sender that was refused may go on sending. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** What RFC 9110 has in a token beside letters and digits. */
  private static final String METHOD_MARKS = "!#$%&'*+-.^_`|~";

  private static final int LINGER_BYTES = 1024 * 1024;

  /** How long a sender that is late, but still sends, is given to be told so. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Thread thread;
  private final ConnectionLimits limits;
  private final BodyRoom room;
  private final BodyRoom strangers;
  private final LongSupplier nanos;
  private final AtomicReference<Stand> stand;

  /** Of its own thread alone. */
  private boolean inBody;

  private boolean inMethod;

  private long held;

  /** Where it is held. */
  private BodyRoom heldIn;

  private Supplier<byte @Nullable []> wire = () -> null;

  enum Phase {
    /** Nothing of a first request has come. */
    FRESH,
    /** Between two requests. */
    IDLE,
    /** A request has begun and not ended. */
    ARRIVING,
    /** A request is being thought about. */
    WORKING,
    /** Its answer is being sent. */
    ANSWERING,
    /** Nothing more is said; what still comes is thrown away until its sender has heard that. */
    LINGERING,
    /** The watch has ended it. */
    ENDED
  }

  /** Compared by identity: each move makes a new one. */
  record Stand(Phase phase, long since) {}

  Connection(
      Thread thread,
      ConnectionLimits limits,
      BodyRoom room,
      BodyRoom strangers,
      LongSupplier nanos) {
    this.thread = thread;
    this.limits = limits;
    this.room = room;
    this.strangers = strangers;
    this.heldIn = room;
    this.nanos = nanos;
    this.stand = new AtomicReference<>(new Stand(Phase.FRESH, nanos.getAsLong()));
  }

  /** The connection that this thread serves. */
  public static Connection current() {
    return CURRENT.get();
  }

  static ScopedValue.Carrier as(Connection connection) {
    return ScopedValue.where(CURRENT, connection);
  }

  /**
   * What comes next over the wire; null at its end.
   *
   * @throws ArrivalException if a body takes too long, or too much room
   * @throws CloseConnectionException if there is nothing more to be had
   */
  byte @Nullable [] pull(Supplier<byte @Nullable []> wire) {
    Stand before = stand.get();
    if (before.phase() == Phase.ENDED) {
      throw new CloseConnectionException("the connection was ended: it took too long");
    }
    if (before.phase() == Phase.ARRIVING && over(before, Duration.ZERO)) {
      throw inBody
          ? new ArrivalException(ArrivalException.Why.TOO_SLOW)
          : new CloseConnectionException("its request takes too long to arrive");
    }
    byte[] bytes;
    try {
      bytes = wire.get();
    } catch (ServerConnectionException e) {
      throw new CloseConnectionException("the connection is gone", e);
    }
    if (bytes == null) {
      if (inBody) {
        return null;
      }
      // Whoever goes away in the middle of a header is no failure of the server's.
      throw new CloseConnectionException("the sender has gone");
    }
    if (before.phase() == Phase.FRESH || before.phase() == Phase.IDLE) {
      move(Phase.ARRIVING);
      inMethod = true;
    }
    if (inMethod) {
      checkMethod(bytes);
    }
    if (inBody) {
      hold(bytes.length);
    }
    return bytes;
  }

  /** Where its bytes come from. */
  void comesFrom(Supplier<byte @Nullable []> source) {
    wire = source;
  }

  /** What comes next from there. */
  byte @Nullable [] pull() {
    return pull(wire);
  }

  /** What is no method would be a failure to the server, told with a stack trace each time. */
  private void checkMethod(byte[] bytes) {
    for (byte b : bytes) {
      if (b == ' ' || b == '\r' || b == '\n') {
        inMethod = false;
        return;
      }
      if (!Character.isLetterOrDigit(b) && METHOD_MARKS.indexOf(b) < 0) {
        throw RequestException.builder()
            .type(DirectHandler.EventType.BAD_REQUEST)
            .message("it does not begin with a method")
            .build();
      }
    }
  }

  /** From now on what comes is a body, and takes room until it is answered. */
  public void beginBody() {
    inBody = true;
    heldIn = room;
  }

  /** The same of one whose sender is not known yet: it takes no room from those who are. */
  public void beginStrangersBody() {
    inBody = true;
    heldIn = strangers;
  }

  /** Its sender is known now; false if there is no room for what it sent. */
  public boolean known() {
    if (heldIn == room) {
      return true;
    }
    if (!room.take(held)) {
      return false;
    }
    strangers.giveBack(held);
    heldIn = room;
    return true;
  }

  private void hold(long bytes) {
    if (!heldIn.take(bytes)) {
      throw new ArrivalException(ArrivalException.Why.NO_ROOM);
    }
    held += bytes;
  }

  /** What came so far is thrown away. */
  public void drop() {
    heldIn.giveBack(held);
    held = 0;
  }

  /** The request is there as far as it is wanted; from now on it is not its sender we wait for. */
  public void arrived() {
    inBody = false;
    move(Phase.WORKING);
  }

  /** An answer is about to be sent. */
  public void answering() {
    move(Phase.ANSWERING);
  }

  /**
   * The answer is sent.
   *
   * @param whole whether all of the request was read
   */
  public void answered(boolean whole) {
    inBody = false;
    drop();
    move(whole ? Phase.IDLE : Phase.ARRIVING);
  }

  /**
   * Throws away what still comes, for a moment: a connection closed before its sender has sent all
   * would take the answer with it.
   */
  public void linger() {
    move(Phase.LINGERING);
    int passed = 0;
    byte[] bytes = pull();
    while (bytes != null && passed < LINGER_BYTES) {
      passed += bytes.length;
      bytes = pull();
    }
  }

  private void move(Phase next) {
    Stand before = stand.get();
    if (before.phase() == Phase.ENDED
        || !stand.compareAndSet(before, new Stand(next, nanos.getAsLong()))) {
      throw new CloseConnectionException("the connection was ended: it took too long");
    }
  }

  private boolean over(Stand at, Duration grace) {
    @Nullable Duration allowed =
        switch (at.phase()) {
          case FRESH, ARRIVING, ANSWERING -> limits.requestTimeout();
          case IDLE -> limits.idleTimeout();
          case LINGERING -> LINGER;
          case WORKING, ENDED -> null;
        };
    return allowed != null && nanos.getAsLong() - at.since() > allowed.plus(grace).toNanos();
  }

  /** Where it stands, if it may be ended there. */
  @Nullable Stand waiting() {
    Stand now = stand.get();
    return switch (now.phase()) {
      case FRESH, IDLE, ARRIVING -> now;
      case WORKING, ANSWERING, LINGERING, ENDED -> null;
    };
  }

  /** Ends it if it has taken too long where it stands; tells whether its sender is to blame. */
  boolean endIfOver() {
    Stand now = stand.get();
    return over(now, GRACE) && end(now) && now.phase() != Phase.LINGERING;
  }

  /** Ends it, unless it has moved on from {@code at} meanwhile. */
  boolean end(Stand at) {
    if (!stand.compareAndSet(at, new Stand(Phase.ENDED, at.since()))) {
      return false;
    }
    // Closes the channel that the thread waits for, or the next one that it would wait for.
    thread.interrupt();
    return true;
  }
}
