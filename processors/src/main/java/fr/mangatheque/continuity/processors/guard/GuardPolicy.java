package fr.mangatheque.continuity.processors.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much may be gone at once.
 *
 * @param maxDeletions so many trip the guard if they are also {@code maxShare} of the source
 * @param maxShare of the objects that the last complete audit counted; 0 to 1
 * @param maxShareSmall this share alone trips the guard of a source with more than {@value #SMALL}
 *     objects, so that small ones are guarded too; 0 to 1
 * @param window how long a deletion waits before it is decided
 */
public record GuardPolicy(
    int maxDeletions, double maxShare, double maxShareSmall, Duration window) {
  /** A source with no more objects than this is not guarded. */
  static final int SMALL = 10;

  /** Grants count for so many windows: a slow pipeline spreads what was deleted at once. */
  private static final int STRETCH = 6;

  public static final GuardPolicy DEFAULT = new GuardPolicy(100, 0.05, 0.5, Duration.ofMinutes(10));

  public GuardPolicy {
    if (maxDeletions < 1 || !isShare(maxShare) || !isShare(maxShareSmall)) {
      throw new IllegalArgumentException(
          "a guard lets through at least some, and not more than all");
    }
    if (window.isNegative()) {
      throw new IllegalArgumentException("a window is not negative: " + window);
    }
  }

  private static boolean isShare(double share) {
    return share > 0 && share <= 1;
  }

  public GuardPolicy withWindow(Duration other) {
    return new GuardPolicy(maxDeletions, maxShare, maxShareSmall, other);
  }

  Duration stretch() {
    return window.multipliedBy(STRETCH);
  }

  /**
   * Whether a person must decide.
   *
   * @param pending deletions that wait
   * @param letThrough those that were granted lately, see {@link #stretch}
   * @param audited objects that the last complete audit counted; null if there was none
   */
  boolean trips(long pending, long letThrough, @Nullable Long audited) {
    if (pending == 0 || audited == null) {
      return pending > SMALL;
    }
    long gone = pending + letThrough;
    boolean many = gone >= maxDeletions && gone >= maxShare * audited;
    // an audit that came after the deletion counts what is left
    long objects = Math.max(audited, pending);
    return many || objects > SMALL && pending >= maxShareSmall * objects;
  }
}
