package fr.mangatheque.continuity.storage.limit;

import org.jspecify.annotations.Nullable;

/**
 * What a person allows at an endpoint, whatever it bears; from 1.
 *
 * @param requestsPerSecond null if that is not capped
 * @param bytesPerSecond of content, read and written together; null if that is not capped
 */
public record Caps(@Nullable Long requestsPerSecond, @Nullable Long bytesPerSecond) {
  public static final Caps NONE = new Caps(null, null);

  public Caps {
    requirePositive(requestsPerSecond);
    requirePositive(bytesPerSecond);
  }

  private static void requirePositive(@Nullable Long cap) {
    if (cap != null && cap < 1) {
      throw new IllegalArgumentException("a cap lets something through: " + cap);
    }
  }

  /** The lower cap of both, each. */
  public Caps and(Caps other) {
    return new Caps(
        lower(requestsPerSecond, other.requestsPerSecond),
        lower(bytesPerSecond, other.bytesPerSecond));
  }

  private static @Nullable Long lower(@Nullable Long a, @Nullable Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.min(a, b);
  }
}
