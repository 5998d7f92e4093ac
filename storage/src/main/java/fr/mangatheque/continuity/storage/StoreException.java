package fr.mangatheque.continuity.storage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A store could not do what was asked. An SDK's exceptions become this once, at its edge; the
 * message says what was asked of which object and what the store answered.
 */
public abstract sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final StoreFault fault;

  private StoreException(StoreFault fault, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** The exception that fits {@code fault}. */
  public static StoreException of(StoreFault fault, String message, @Nullable Throwable cause) {
    return of(fault, message, cause, null);
  }

  /** The same, with the time the store asked us to wait, if it did. */
  public static StoreException of(
      StoreFault fault, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    return fault.permanent()
        ? new Permanent(fault, message, cause)
        : new Transient(fault, message, cause, retryAfter);
  }

  public StoreFault fault() {
    return fault;
  }

  /** It may work when asked again. */
  public static final class Transient extends StoreException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Duration retryAfter;

    private Transient(
        StoreFault fault,
        String message,
        @Nullable Throwable cause,
        @Nullable Duration retryAfter) {
      super(fault, message, cause);
      this.retryAfter = retryAfter;
    }

    /** How long the store asked us to wait; null if it did not. */
    public @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }

  /** It will not work before a person acts. */
  public static final class Permanent extends StoreException {
    private static final long serialVersionUID = 1L;

    private Permanent(StoreFault fault, String message, @Nullable Throwable cause) {
      super(fault, message, cause);
    }
  }
}
