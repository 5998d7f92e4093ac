package fr.mangatheque.continuity.producer.hint;

import java.time.Duration;

/**
 * Decides whether Kafka can be given more: a bounded number of hints and of bytes is under way at
 * once, so that what does not fit is refused before anything of it is sent. A pure machine: time
 * comes in as nanoseconds of any origin. Of one thread at a time.
 */
final class Admission {
  static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Over how long the rate of acknowledgements is measured. */
  private static final long SPAN_NANOS = Duration.ofSeconds(1).toNanos();

  private static final double SECOND = 1e9;

  private final int maxHints;
  private final long maxBytes;
  private final long timeoutNanos;
  private int hints;
  private long bytes;
  private boolean everAcknowledged;
  private long lastAcknowledged;

  /** Since when something is under way and nothing was acknowledged; only while there is. */
  private long silentSince;

  /** Kafka was silent for so long that it failed us, and has acknowledged nothing since. */
  private boolean gone;

  private long spanStart;
  private int inSpan;
  private double rate;

  /** What is to be done with a request. */
  sealed interface Decision {
    /** It may be sent, and counts as under way. */
    record Admitted() implements Decision {}

    /** There is no room now, but Kafka works: it is to come again after a while. */
    record Busy(Duration retryAfter) implements Decision {}

    /** Kafka has acknowledged nothing for so long that what was under way failed. */
    record Gone() implements Decision {}
  }

  /**
   * @param maxHints under way at once, at most
   * @param maxBytes of theirs, at most
   * @param timeout how long Kafka may be silent before it counts as gone
   */
  Admission(int maxHints, long maxBytes, Duration timeout) {
    this.maxHints = maxHints;
    this.maxBytes = maxBytes;
    this.timeoutNanos = timeout.toNanos();
  }

  /**
   * Decides on a request. One comes in wherever nothing else is under way, also if it is larger
   * than all the room there is, as it would never get in otherwise, and also if Kafka is gone: it
   * is how we learn that Kafka is back. The others need not wait for that as long as it does.
   */
  Decision admit(int moreHints, long moreBytes, long now) {
    if (hints == 0) {
      silentSince = now;
      return admitted(moreHints, moreBytes);
    }
    listen(now);
    if (gone) {
      return new Decision.Gone();
    }
    boolean fits = hints + moreHints <= maxHints && bytes + moreBytes <= maxBytes;
    return fits
        ? admitted(moreHints, moreBytes)
        : new Decision.Busy(wait(moreHints, moreBytes, now));
  }

  private Decision admitted(int moreHints, long moreBytes) {
    hints += moreHints;
    bytes += moreBytes;
    return new Decision.Admitted();
  }

  /** Silence where nothing is under way says nothing of Kafka. */
  private void listen(long now) {
    gone |= now - silentSince > timeoutNanos;
  }

  /** One hint is over, acknowledged or not. */
  void over(long itsBytes, boolean acknowledged, long now) {
    hints--;
    bytes -= itsBytes;
    if (acknowledged) {
      roll(now);
      everAcknowledged = true;
      lastAcknowledged = now;
      silentSince = now;
      gone = false;
      inSpan++;
    } else {
      // Where no broker is left to ask, Kafka's client gives up after half the time-out (see
      // ProducerSettings). It counts in whole milliseconds, and may do so just before ours.
      gone |= now - silentSince > timeoutNanos / 2 - timeoutNanos / 10;
    }
  }

  /** Whether Kafka acknowledged something within the time-out. */
  boolean working(long now) {
    return everAcknowledged && now - lastAcknowledged <= timeoutNanos;
  }

  /** After how long what is under way now may have been acknowledged. */
  Duration backlog(long now) {
    return within(hints / perSecond(now));
  }

  /** What does not fit has to wait until so much of what is under way is over. */
  private Duration wait(int moreHints, long moreBytes, long now) {
    double tooMany = Math.max(0, hints + moreHints - maxHints);
    double hintsOfBytes =
        bytes == 0 ? 0 : Math.max(0, bytes + moreBytes - maxBytes) * (double) hints / bytes;
    return within(Math.max(tooMany, hintsOfBytes) / perSecond(now));
  }

  private static Duration within(double seconds) {
    // A rate of nothing makes it infinite, which is the longest.
    double capped = Math.min(seconds, LONGEST_WAIT.toSeconds());
    Duration wait = Duration.ofSeconds((long) Math.ceil(capped));
    return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
  }

  private double perSecond(long now) {
    if (!everAcknowledged) {
      // Nothing is known of its pace, only that it is not given up.
      return Double.POSITIVE_INFINITY;
    }
    roll(now);
    return rate > 0 ? rate : inSpan;
  }

  /** Ends the span of measurement where it is over; later ones count more than earlier ones. */
  private void roll(long now) {
    long elapsed = now - spanStart;
    if (!everAcknowledged) {
      spanStart = now;
    } else if (elapsed >= SPAN_NANOS) {
      double measured = inSpan * SECOND / elapsed;
      rate = rate > 0 ? (rate + measured) / 2 : measured;
      spanStart = now;
      inSpan = 0;
    }
  }
}
