package fr.mangatheque.continuity.schemas;

import fr.mangatheque.continuity.schemas.event.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What can be the matter, as incidents group it. Records carry the name, so that an older reader
 * still shows one it does not know.
 */
public enum CauseClass {
  /** Credentials are wrong, revoked, or may not do this. */
  ACCESS_DENIED,
  /** The bucket does not exist, or was renamed. */
  NO_SUCH_BUCKET,
  /** The store says that the request is wrong. */
  REFUSED,
  /** No place is left at the store, or a quota is reached. */
  QUOTA_EXCEEDED,
  /** The store's clock and ours are too far apart. */
  CLOCK_SKEW,
  /** The store asks us to slow down. */
  THROTTLED,
  /** The store fails, by its own word. */
  SERVER_ERROR,
  /** The store cannot be reached. */
  UNREACHABLE,
  /** The store did not answer in time. */
  TIMEOUT,
  /** Content ended before its announced length. */
  CUT_SHORT,
  /** Content came without a length. */
  LENGTH_UNKNOWN,
  /** Content does not have the checksum it was sent or kept with. */
  CORRUPT,
  /** The store's answer makes no sense. */
  PROTOCOL,
  /** The source says an object is gone and lists it, or the other way round. */
  CONTRADICTION,
  /** The store said that it kept the bytes; it did not, or kept others. */
  NOT_KEPT,
  /**
   * An entry in the backup has other bytes than its name says; a repaired copy stands beside it.
   */
  WRONG_IN_BACKUP,
  /** The object differs from the SHA-256 the application announced. */
  DIFFERS_FROM_ANNOUNCED,
  /** The local disk or memory for content in transit is exhausted. */
  STAGING_FULL,
  /** A request had no result by its deadline. */
  NO_ANSWER,
  /** A record in a topic could not be read; it lies in the dead-letter topic. */
  UNREADABLE_RECORD,
  /** Senders tell of events of kinds that nobody here knows, again and again. */
  UNKNOWN_EVENTS,
  /** A channel could not be told. */
  DELIVERY_FAILED,
  /** Many objects were found that no event announced. */
  MISSED_EVENTS,
  /** A listing came back empty where it was not, or broke off: nothing is concluded from it. */
  LISTING_IMPLAUSIBLE,
  /** So much of a source is gone at once that a person must decide whether it was meant. */
  MASS_DELETION,
  /** So much is overwritten at once that a person should know. */
  MASS_OVERWRITE,
  /** A person paused a source. */
  PAUSED,
  /** A version in the backup is corrupt or missing, and the source no longer holds its bytes. */
  LOST_VERSION,
  /** Read-backs do not keep up with what was promised. */
  BEHIND,
  /** A job did not run when it was due, or did not end. */
  OVERDUE,
  /** What came out of the backup is not what went in, or did not come in time. */
  ROUND_TRIP_FAILED,
  /** The CDN gives nothing, or bytes that the source never had, where the source is right. */
  CDN_FAULT,
  /** The CDN gives what the source had before, for longer than a cache may. */
  CDN_STALE,
  /** A rehearsed restore did not bring back every byte. */
  DRILL_FAILED,
  /** A rehearsed restore brought all back, later or with less than was promised. */
  OVER_OBJECTIVE,
  /** A fault of ours. */
  INTERNAL;

  /**
   * The key under which failures of one cause meet: {@code source/STAGE/CAUSE_CLASS}.
   *
   * @param source the source concerned; null if none is, written {@code -}
   */
  public static String key(@Nullable String source, Stage stage, String causeClass) {
    return (source == null ? "-" : source) + "/" + stage + "/" + causeClass;
  }
}
