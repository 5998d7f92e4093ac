package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.form.Fault;
import fr.mangatheque.continuity.producer.form.Words;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why requests are refused, each in words that help. */
final class Refusals {
  private static final String REALM = "Bearer realm=\"continuity\"";
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final int ASK_AGAIN_SECONDS = 2;

  private Refusals() {}

  static Answer unnamed() {
    return Problem.of(401, "Send one of the intake's tokens: 'Authorization: Bearer TOKEN'.")
        .with("WWW-Authenticate", REALM)
        .answer();
  }

  static Answer unknownToken() {
    return Problem.of(
            401,
            "This token is none of the intake's. It is sent as 'Authorization: Bearer TOKEN', once;"
                + " see intake.tokens in the configuration.")
        .with("WWW-Authenticate", REALM + ", error=\"invalid_token\"")
        .answer();
  }

  static Answer unknownPath(String path) {
    return Problem.of(
            404,
            "There is nothing at "
                + Words.quote(path)
                + ". Events are posted to /v1/events; /v1/objects/SOURCE/KEY, /health/live,"
                + " /health/ready and /metrics can be read.")
        .answer();
  }

  static Answer noEvents() {
    return Problem.of(
            404,
            "This process takes no events: they are posted to one that runs with the role intake.")
        .answer();
  }

  static Answer unknownSource(String source, Set<String> known) {
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
    return Problem.of(503, "Nobody can tell now: " + why + ". Ask again; events are taken as ever.")
        .with("Retry-After", String.valueOf(ASK_AGAIN_SECONDS))
        .answer();
  }

  static Answer wrongMethod(String method, String allowed) {
    return Problem.of(405, "This address takes " + allowed + ", not " + Words.plain(method) + ".")
        .with("Allow", allowed)
        .answer();
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

  static Answer encoded() {
    return Problem.of(415, "Send the body as it is, without Content-Encoding.")
        .with("Accept-Encoding", "identity")
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
    return Problem.of(
            503,
            "Kafka did not confirm in time that it keeps these events. Send them again: repeating"
                + " does no harm, even if some were kept.")
        .with("Retry-After", String.valueOf(RETRY_AFTER_SECONDS))
        .answer();
  }

  /** So large that it was not even read to its end. */
  static Answer farTooLarge() {
    return Problem.of(413, "The body is far too large. Send the events in several requests.")
        .answer();
  }

  static Answer noHttp(int status, @Nullable String message) {
    String why = message == null ? "." : ": " + Words.plain(message);
    return Problem.of(status, "The request cannot be read as HTTP" + why).answer();
  }

  static Answer failed(int status) {
    return Problem.of(status, "The intake failed; its log says why. Send the request again later.")
        .answer();
  }
}
