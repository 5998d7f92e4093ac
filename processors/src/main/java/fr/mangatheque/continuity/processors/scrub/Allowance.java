package fr.mangatheque.continuity.processors.scrub;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a partition may read back. Pure.
 *
 * <p>A daily budget runs evenly through the day. What a partition was granted until a moment is
 * reckoned as a whole, so that over time and over all partitions it is the budget to the byte, in
 * however many grants it came.
 *
 * @param bytes {@link #UNLIMITED} without a budget
 * @param requests {@link #UNLIMITED} without a budget
 */
record Allowance(long bytes, long requests) {
  static final long UNLIMITED = Long.MAX_VALUE;

  /** Before the first grant, so much time counts as passed. */
  private static final Duration FIRST = Duration.ofHours(1);

  /** What was not granted for longer is not made up for. */
  private static final Duration MOST = Duration.ofDays(1);

  private static final BigInteger DAY = BigInteger.valueOf(Duration.ofDays(1).toMillis());

  /**
   * What one of so many partitions is granted now.
   *
   * @param last when it was granted something last; null if never
   */
  static Allowance of(
      ScrubBudget budget, @Nullable Instant last, Instant now, int partition, int partitions) {
    Instant from = from(last, now);
    return new Allowance(
        part(budget.dailyBytes(), from, now, partition, partitions),
        part(budget.dailyRequests(), from, now, partition, partitions));
  }

  private static Instant from(@Nullable Instant last, Instant now) {
    if (last == null || last.isAfter(now)) {
      return now.minus(FIRST);
    }
    Instant earliest = now.minus(MOST);
    return last.isBefore(earliest) ? earliest : last;
  }

  private static long part(
      @Nullable Long daily, Instant from, Instant until, int partition, int partitions) {
    return daily == null
        ? UNLIMITED
        : until(daily, until, partition, partitions)
            .subtract(until(daily, from, partition, partitions))
            .longValueExact();
  }

  /** The parts of all partitions add up to the whole. */
  private static BigInteger until(long daily, Instant when, int partition, int partitions) {
    return BigInteger.valueOf(daily)
        .multiply(BigInteger.valueOf(when.toEpochMilli()))
        .divide(DAY)
        .add(BigInteger.valueOf(partition))
        .divide(BigInteger.valueOf(partitions));
  }
}
