package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;

/** Words for what can be the matter with what is done by the clock, and with the canary. */
final class JobWords {
  static final Words OVERDUE =
      new Words(
          Severity.CRITICAL,
          "has not succeeded for too long",
          "Uploads are protected by their events as ever, but what this job is for is not done:"
              + " looking for lost events and deletions, reading the backup again, or proving the"
              + " whole way.",
          "Read the detail, then `continuity jobs`. Look whether a process with the ticker role and"
              + " those with the processors role run, and what they log; `continuity jobs run JOB`"
              + " begins it at once.",
          "The job has succeeded again.");

  static final Words ROUND_TRIP_FAILED =
      new Words(
          Severity.CRITICAL,
          "does not bring out what went in",
          "A known object did not come through from the source to the backup with the same bytes"
              + " in time. Other objects may not be protected either; what the backup holds stays"
              + " restorable.",
          "Read the detail: it names the object and what was expected. Look at other incidents of"
              + " this source first, then at its backlog; `continuity verify KEY --read` compares"
              + " an object on both sides.",
          "A later round trip brought the same bytes out.");

  private static final String NOT_PROVEN =
      "The whole way from the source to the backup could not be proven, and no sign of life is"
          + " given. Uploads are protected as far as the stores let it; other incidents tell if"
          + " they are not.";

  private static final String NOT_DONE =
      "What the job is for was not done this time. It is tried again when it is due next; uploads"
          + " are protected by their events meanwhile.";

  private JobWords() {}

  /** The words of a store's fault, where it kept a job from its end. */
  static Words kept(Stage stage, Words of) {
    return switch (stage) {
      case CANARY ->
          kept(
              of,
              NOT_PROVEN,
              "Read the detail: it says which side failed, and the canary has credentials of its"
                  + " own (sources.NAME.canary). ",
              "A later round trip came through.");
      case CDN ->
          new Words(
              of.severity(),
              "cannot be compared, because the origin " + of.predicate(),
              "Nothing is known against the CDN: the origin behind it could not be read by us."
                  + " Readers may still be served from caches.",
              "Read the detail, and look at other incidents of this source's origin first. "
                  + of.action(),
              "A later check could compare, and found nothing wrong.");
      case DRILL ->
          kept(
              of,
              "A restore was rehearsed and could not be carried through, so it is not known"
                  + " whether the next real one would be. What the backup holds is untouched.",
              "Read the detail: it says which side failed, and the scratch target has credentials"
                  + " of its own (drills.target). ",
              "A later drill succeeded.");
      case INTAKE,
          QUEUE,
          ORIGIN,
          STAGING,
          BACKUP,
          VERIFICATION,
          DISPATCH,
          DECODING,
          DELIVERY,
          PIPELINE,
          SCAN,
          GUARD,
          SCRUB,
          JOB,
          UNKNOWN ->
          kept(
              of,
              NOT_DONE,
              "Read the detail, and `continuity jobs`. ",
              "The job has succeeded again.");
    };
  }

  private static Words kept(Words of, String meaning, String first, String over) {
    return new Words(
        of.severity(),
        "fails because a store " + of.predicate(),
        meaning,
        first + of.action(),
        over);
  }
}
