package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.access.Senders;
import fr.mangatheque.continuity.producer.form.Fault;
import fr.mangatheque.continuity.producer.form.Words;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Problem;
import fr.mangatheque.continuity.producer.http.SiteWords;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Why requests are refused, each in words that help. */
final class Refusals {
  private static final String CHALLENGE = "Bearer realm=\"continuity\"";
  private static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";

  /**
   * For senders that show their password only once they are asked for it. It comes first, in a line
   * of its own: some read no further.
   */
  private static final String BASIC = "Basic realm=\"continuity\", charset=\"UTF-8\"";

  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /** For what all sites refuse. */
  static final SiteWords WORDS =
      new SiteWords() {
        @Override
        public String name() {
          return "intake";
        }

        @Override
        public String title() {
          return "the intake";
        }

        @Override
        public Answer stranger(Caller.Reason reason) {
          return Refusals.stranger(reason);
        }

        @Override
        public Answer nothingAt(String path) {
          return unknownPath(path);
        }

        @Override
        public Answer farTooLarge() {
          return Refusals.farTooLarge();
        }

        @Override
        public Answer failed(int status) {
          return Refusals.failed(status);
        }
      };

  private Refusals() {}

  static Answer stranger(Caller.Reason reason) {
    return switch (reason) {
      case NOTHING_SHOWN ->
          unauthorized(
              CHALLENGE,
              "Send one of the intake's tokens: 'Authorization: Bearer TOKEN', or as the password"
                  + " of 'Authorization: Basic', or a Standard Webhooks signature.");
      case MALFORMED ->
          unauthorized(
              INVALID,
              "The headers that say who sends this cannot be read. Send one 'Authorization: Bearer"
                  + " TOKEN' or 'Authorization: Basic …', or webhook-id, webhook-timestamp and"
                  + " webhook-signature, each once.");
      case UNKNOWN_TOKEN ->
          unauthorized(
              INVALID,
              "This token is none of the intake's. It is sent as 'Authorization: Bearer TOKEN', or"
                  + " as the password of 'Authorization: Basic' with the token's name or nothing as"
                  + " the user; see intake.tokens in the configuration.");
      case STALE_SIGNATURE ->
          unauthorized(
              INVALID,
              "The webhook-timestamp is more than "
                  + Senders.WINDOW.toMinutes()
                  + " minutes from the intake's clock. Sign each attempt when it is sent, and set"
                  + " the clocks.");
      case WRONG_SIGNATURE ->
          unauthorized(
              INVALID,
              "The webhook-signature is of none of the intake's keys, or of another body; see"
                  + " intake.webhooks in the configuration.");
    };
  }

  /** Whose question is signed: a signature is of a body, and a question has none. */
  static Answer signedQuestion() {
    return unauthorized(
        CHALLENGE,
        "A signature does not cover what is asked, so it is not taken here. Send one of the"
            + " intake's tokens: 'Authorization: Bearer TOKEN', or as the password of"
            + " 'Authorization: Basic'.");
  }

  private static Answer unauthorized(String challenge, String detail) {
    return Problem.of(401, detail).with("WWW-Authenticate", BASIC, challenge).answer();
  }

  static Answer forbidden(List<Fault> faults) {
    String count = faults.size() == 1 ? "One thing is" : faults.size() + " things are";
    return new Problem(
            403,
            count
                + " beyond what this credential may say, so nothing was taken. See 'errors', and"
                + " 'sources' and 'actions' of the credential in the configuration.",
            faults,
            Map.of())
        .answer();
  }

  static Answer withoutLength() {
    return Problem.of(411, "A signed request says its length: send Content-Length.").answer();
  }

  static Answer malformed() {
    return Problem.of(
            400,
            "The body's chunks cannot be read as HTTP has them. Send it with a Content-Length, or"
                + " in chunks that each say their length in hexadecimal digits.")
        .answer();
  }

  static Answer tooSlow() {
    return Problem.of(
            408,
            "The request took too long to arrive. Send it again, in one go: nothing was taken.")
        .answer();
  }

  /** Other requests take all the memory that there is for bodies. */
  static Answer noRoom() {
    return again(
        429,
        SOON,
        "Too many large requests come at once. Send this one again later: nothing was taken.");
  }

  static Answer busy(Duration retryAfter) {
    return again(
        429,
        retryAfter,
        "Events come faster than Kafka takes them. Send these again later: repeating does no harm,"
            + " even if some were kept.");
  }

  private static Answer again(int status, Duration after, String detail) {
    return Problem.of(status, detail)
        .with("Retry-After", String.valueOf(after.toSeconds()))
        .answer();
  }

  static Answer unknownPath(String path) {
    return Problem.of(
            404,
            "There is nothing at "
                + Words.quote(path)
                + ". Events are posted to /v1/events; /v1/objects/SOURCE/KEY, /v1/openapi.json,"
                + " /health/live, /health/ready and /metrics can be read.")
        .answer();
  }

  static Answer noEvents() {
    return Problem.of(
            404,
            "This process takes no events: they are posted to one that runs with the role intake.")
        .answer();
  }

  static Answer unknownSource(String source, List<String> known) {
    return Problem.of(
            404,
            "There is no source "
                + Words.quote(source)
                + "; the sources are: "
                + String.join(", ", known)
                + ".")
        .answer();
  }

  static Answer unknownObject(ObjectId object) {
    return Problem.of(
            404,
            "Nothing is known of "
                + Words.quote(object.objectKey())
                + " in "
                + object.source()
                + ": no event has told of it, or the bucket has never held it. An event posted a"
                + " moment ago may not have been read yet; ?wait=10s waits for it.")
        .answer();
  }

  static Answer cannotTell(String why) {
    return again(503, ASK_AGAIN, "Nobody can tell now: " + why + ". Ask again; events are taken.");
  }

  static Answer tooLarge(int limit) {
    return Problem.of(
            413, "The body has more than " + limit + " bytes. Send the events in several requests.")
        .answer();
  }

  static Answer tooMany(int limit) {
    return Problem.of(
            413,
            "There are more than "
                + limit
                + " events. Send them in several requests; none of these"
                + " was taken.")
        .answer();
  }

  static Answer unknownForm(String contentType, Set<String> mediaTypes) {
    String what = contentType.isEmpty() ? "no Content-Type" : Words.quote(contentType);
    return Problem.of(
            415,
            "Events are sent in UTF-8, as one of "
                + String.join(", ", mediaTypes)
                + "; this request has "
                + what
                + ".")
        .with("Accept", String.join(", ", mediaTypes))
        .answer();
  }

  static Answer faulty(List<Fault> faults) {
    String count = faults.size() == 1 ? "One thing is" : faults.size() + " things are";
    return new Problem(
            400,
            count + " wrong with these events, so none was taken. See 'errors'.",
            faults,
            Map.of())
        .answer();
  }

  static Answer unconfirmed() {
    return again(
        503,
        AWAY,
        "Kafka did not confirm in time that it keeps these events. Send them again: repeating"
            + " does no harm, even if some were kept.");
  }

  /** So large that it was not even read to its end. */
  static Answer farTooLarge() {
    return Problem.of(413, "The body is far too large. Send the events in several requests.")
        .answer();
  }

  static Answer failed(int status) {
    return Problem.of(status, "The intake failed; its log says why. Send the request again later.")
        .answer();
  }
}
