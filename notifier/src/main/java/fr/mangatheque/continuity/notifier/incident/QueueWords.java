package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.CauseClass;
import java.util.Optional;

/** Words for what can be the matter with a queue of events, where they differ from a store's. */
final class QueueWords {
  private static final String LATE =
      "The uploads it tells of are protected later. The queue keeps its messages for days (four,"
          + " unless it was given more), and all of them are taken once this is mended; what it"
          + " drops by then is found by a scan only.";

  private static final String TAKEN = "The queue is pulled again, and what waited in it is taken.";

  private static final Words ACCESS_DENIED =
      Words.critical(
              "refuses our token",
              LATE,
              "Look whether the API token has expired, was revoked, or lacks the right to edit"
                  + " queues. Put a working one into the file that queues.NAME.token-file names: it"
                  + " is taken up without a restart.")
          .over(TAKEN);

  private static final Words REFUSED =
      Words.critical(
              "refuses our requests as wrong",
              LATE,
              "Read the detail: it holds the API's own words. After a 404, account-id or queue-id"
                  + " is wrong; after a 405, the queue has no HTTP pull consumer.")
          .over(TAKEN);

  private static final Words THROTTLED =
      Words.warning(
              "asks us to slow down",
              LATE,
              "Usually nothing: pulling slows down by itself. If it lasts, look what else uses the"
                  + " account's API, or whether a limit of its plan is reached.")
          .over(TAKEN);

  private static final Words SERVER_ERROR =
      Words.warning(
              "answers with errors of its own",
              LATE,
              "Look at Cloudflare's status page. Nothing to do here: it is tried again until it"
                  + " succeeds.")
          .over(TAKEN);

  private static final Words UNREACHABLE =
      Words.critical(
              "cannot be reached",
              LATE,
              "Look at Cloudflare's status page, then from this machine: name resolution, network,"
                  + " firewall, and queues.NAME.api.")
          .over(TAKEN);

  private static final Words TIMEOUT =
      Words.warning(
              "does not answer in time",
              LATE,
              "Look at Cloudflare's status page and at this machine's bandwidth. It is tried again"
                  + " until it succeeds.")
          .over(TAKEN);

  private static final Words PROTOCOL =
      Words.warning(
              "gives answers that make no sense",
              LATE,
              "Look whether something stands between us and the API (a proxy, a captive portal),"
                  + " and at queues.NAME.api. The detail says what is wrong with them.")
          .over(TAKEN);

  private static final Words UNREADABLE_RECORD =
      Words.warning(
              "holds messages that we cannot read",
              "They come again, and after some deliveries (queues.NAME.give-up-after) they are kept"
                  + " in the dead-letter topic; no other message waits for them. The uploads they"
                  + " tell of are protected once a scan finds them.",
              "Read the detail. If it names a bucket, say under intake.buckets which source it"
                  + " means and restart: messages that come again after that are taken. If not,"
                  + " look what else writes into the queue.")
          .over("No more of them came; those in the dead-letter topic are still there.");

  private QueueWords() {}

  static Optional<Words> of(CauseClass known) {
    return Optional.ofNullable(
        switch (known) {
          case ACCESS_DENIED -> ACCESS_DENIED;
          case REFUSED -> REFUSED;
          case THROTTLED -> THROTTLED;
          case SERVER_ERROR -> SERVER_ERROR;
          case UNREACHABLE -> UNREACHABLE;
          case TIMEOUT -> TIMEOUT;
          case PROTOCOL -> PROTOCOL;
          case UNREADABLE_RECORD -> UNREADABLE_RECORD;
          case NO_SUCH_BUCKET,
              QUOTA_EXCEEDED,
              CLOCK_SKEW,
              CUT_SHORT,
              LENGTH_UNKNOWN,
              CORRUPT,
              CONTRADICTION,
              NOT_KEPT,
              WRONG_IN_BACKUP,
              DIFFERS_FROM_ANNOUNCED,
              STAGING_FULL,
              NO_ANSWER,
              UNKNOWN_EVENTS,
              DELIVERY_FAILED,
              MISSED_EVENTS,
              LISTING_IMPLAUSIBLE,
              MASS_DELETION,
              LOST_VERSION,
              BEHIND,
              OVERDUE,
              ROUND_TRIP_FAILED,
              INTERNAL ->
              null;
        });
  }
}
