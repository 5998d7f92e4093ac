package fr.mangatheque.continuity.storage;

/** What fails when a store fails, as on-call groups it. */
public enum StoreFault {
  /** 403: the credentials may not do this, or are wrong or revoked. */
  ACCESS_DENIED(true),
  /** The bucket does not exist, or was renamed. */
  NO_SUCH_BUCKET(true),
  /** The store says that the request is wrong; asking again will not help. */
  REFUSED(true),
  /** No place is left, or a quota is reached. */
  QUOTA_EXCEEDED(true),
  /** The store's clock and ours are too far apart to sign. */
  CLOCK_SKEW(true),
  /** 429 or 503 SlowDown. */
  THROTTLED(false),
  /** Any other 5xx. */
  SERVER_ERROR(false),
  /** No connection could be made, or it broke. */
  UNREACHABLE(false),
  /** No answer, or no byte, within the time limit. */
  TIMEOUT(false),
  /** Fewer bytes came than announced. */
  CUT_SHORT(false),
  /** The body came without a length, so that its end proves nothing. */
  LENGTH_UNKNOWN(false),
  /** Bytes do not have the checksum they were sent or kept with. */
  CORRUPT(false),
  /** An answer that makes no sense. */
  PROTOCOL(false);

  private final boolean permanent;

  StoreFault(boolean permanent) {
    this.permanent = permanent;
  }

  /** Whether only a person's act can mend it. */
  public boolean permanent() {
    return permanent;
  }
}
