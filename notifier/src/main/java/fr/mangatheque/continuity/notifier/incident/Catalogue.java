package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to say of every cause. Each pair of stage and cause class has words: what fails comes from
 * the stage, what is the matter with it from the class. Thread-safe.
 */
public final class Catalogue {
  private static final Set<CauseClass> OF_STORES =
      Set.of(
          CauseClass.ACCESS_DENIED,
          CauseClass.NO_SUCH_BUCKET,
          CauseClass.REFUSED,
          CauseClass.QUOTA_EXCEEDED,
          CauseClass.CLOCK_SKEW,
          CauseClass.THROTTLED,
          CauseClass.SERVER_ERROR,
          CauseClass.UNREACHABLE,
          CauseClass.TIMEOUT,
          CauseClass.PROTOCOL);

  private Catalogue() {}

  /**
   * @param subject what fails, if one thing does: the key of an object, the name of a channel
   */
  public static Advice advice(Cause cause, @Nullable String subject) {
    Words words =
        known(cause.causeClass())
            .map(known -> words(cause.stage(), known))
            .orElseGet(() -> HouseWords.unknown(cause.causeClass()));
    return new Advice(
        words.severity(),
        place(cause, subject) + " " + words.predicate(),
        words.meaning(),
        words.action(),
        words.over());
  }

  private static Optional<CauseClass> known(String name) {
    return Arrays.stream(CauseClass.values()).filter(known -> known.name().equals(name)).findAny();
  }

  private static String place(Cause cause, @Nullable String subject) {
    String of = cause.source() == null ? "" : " of " + cause.source();
    return switch (cause.stage()) {
      case INTAKE -> "The intake of events" + of;
      case QUEUE -> "The queue of events" + (subject == null ? "" : " " + subject);
      case ORIGIN -> "The origin" + of;
      case STAGING -> "The local space for content in transit" + of;
      case BACKUP, VERIFICATION -> "The backup" + of;
      case DISPATCH -> "The copying" + of;
      case DECODING -> "A reader of topics" + of;
      case DELIVERY -> "The alert channel" + (subject == null ? "" : " " + subject);
      case SCAN -> "The scan" + of;
      case GUARD -> "The guard" + of;
      case SCRUB -> "The backup" + of;
      case JOB -> "The job" + (subject == null ? "" : " " + subject) + of;
      case CANARY -> "The round trip" + of;
      case CDN -> "The CDN" + of;
      case DRILL -> "The restore drill" + of;
      case PIPELINE -> "The pipeline" + of;
      case UNKNOWN -> "A part of the pipeline" + of;
    };
  }

  private static Words words(Stage stage, CauseClass known) {
    return switch (stage) {
      case QUEUE -> QueueWords.of(known).orElseGet(() -> words(known));
      case SCAN -> ListingWords.of(known).orElseGet(() -> words(known));
      case DRILL ->
          known == CauseClass.NO_ANSWER
              ? DrillWords.UNTOLD
              : OF_STORES.contains(known) ? JobWords.kept(stage, words(known)) : words(known);
      case JOB, CANARY, CDN ->
          OF_STORES.contains(known) ? JobWords.kept(stage, words(known)) : words(known);
      case INTAKE,
          ORIGIN,
          STAGING,
          BACKUP,
          VERIFICATION,
          DISPATCH,
          DECODING,
          DELIVERY,
          PIPELINE,
          GUARD,
          SCRUB,
          UNKNOWN ->
          words(known);
    };
  }

  private static Words words(CauseClass known) {
    return switch (known) {
      case ACCESS_DENIED -> EndpointWords.ACCESS_DENIED;
      case NO_SUCH_BUCKET -> EndpointWords.NO_SUCH_BUCKET;
      case REFUSED -> EndpointWords.REFUSED;
      case QUOTA_EXCEEDED -> EndpointWords.QUOTA_EXCEEDED;
      case CLOCK_SKEW -> EndpointWords.CLOCK_SKEW;
      case THROTTLED -> EndpointWords.THROTTLED;
      case SERVER_ERROR -> EndpointWords.SERVER_ERROR;
      case UNREACHABLE -> EndpointWords.UNREACHABLE;
      case TIMEOUT -> EndpointWords.TIMEOUT;
      case PROTOCOL -> EndpointWords.PROTOCOL;
      case CUT_SHORT -> ContentWords.CUT_SHORT;
      case LENGTH_UNKNOWN -> ContentWords.LENGTH_UNKNOWN;
      case CORRUPT -> ContentWords.CORRUPT;
      case CONTRADICTION -> ContentWords.CONTRADICTION;
      case NOT_KEPT -> ContentWords.NOT_KEPT;
      case WRONG_IN_BACKUP -> ContentWords.WRONG_IN_BACKUP;
      case DIFFERS_FROM_ANNOUNCED -> ContentWords.DIFFERS_FROM_ANNOUNCED;
      case STAGING_FULL -> HouseWords.STAGING_FULL;
      case NO_ANSWER -> HouseWords.NO_ANSWER;
      case UNREADABLE_RECORD -> HouseWords.UNREADABLE_RECORD;
      case UNKNOWN_EVENTS -> HouseWords.UNKNOWN_EVENTS;
      case DELIVERY_FAILED -> HouseWords.DELIVERY_FAILED;
      case MISSED_EVENTS -> WatchWords.MISSED_EVENTS;
      case LISTING_IMPLAUSIBLE -> WatchWords.LISTING_IMPLAUSIBLE;
      case MASS_DELETION -> WatchWords.MASS_DELETION;
      case MASS_OVERWRITE -> WatchWords.MASS_OVERWRITE;
      case LOST_VERSION -> WatchWords.LOST_VERSION;
      case BEHIND -> WatchWords.BEHIND;
      case OVERDUE -> JobWords.OVERDUE;
      case ROUND_TRIP_FAILED -> JobWords.ROUND_TRIP_FAILED;
      case CDN_FAULT -> DrillWords.CDN_FAULT;
      case CDN_STALE -> DrillWords.CDN_STALE;
      case DRILL_FAILED -> DrillWords.DRILL_FAILED;
      case OVER_OBJECTIVE -> DrillWords.OVER_OBJECTIVE;
      case PAUSED -> WatchWords.PAUSED;
      case INTERNAL -> HouseWords.INTERNAL;
    };
  }
}
