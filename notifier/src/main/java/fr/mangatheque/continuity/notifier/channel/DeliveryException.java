package fr.mangatheque.continuity.notifier.channel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A notification could not be delivered. */
public abstract sealed class DeliveryException extends Exception {
  private DeliveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** It may succeed by itself. */
  public static final class Transient extends DeliveryException {
    private final @Nullable Duration retryAfter;

    public Transient(String message, Throwable cause) {
      super(message, cause);
      this.retryAfter = null;
    }

    /**
     * @param retryAfter how long the receiver asks us to leave it alone; null if it does not
     */
    public Transient(String message, @Nullable Duration retryAfter) {
      super(message, null);
      this.retryAfter = retryAfter;
    }

    /** How long the receiver asks us to leave it alone. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** It will fail until a person changes something. */
  public static final class Permanent extends DeliveryException {
    public Permanent(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
