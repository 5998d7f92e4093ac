package fr.mangatheque.continuity.producer.connection;

/** A request's body cannot be read to its end, though its sender is still there. */
public final class ArrivalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;

  /** Why it cannot. */
  public enum Why {
    /** It did not arrive in the time it had. */
    TOO_SLOW,
    /** The bodies of other requests take all the memory there is for them. */
    NO_ROOM
  }

  ArrivalException(Why why) {
    // It is no failure of ours, so nobody asks where it was thrown.
    super(why.name(), null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
