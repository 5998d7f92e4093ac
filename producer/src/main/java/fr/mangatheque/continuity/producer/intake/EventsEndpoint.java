package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/events}: takes all events of a request, or none. */
final class EventsEndpoint implements Endpoint {
  private static final Logger log = LoggerFactory.getLogger(EventsEndpoint.class);

  private final BearerTokens tokens;
  private final List<EventForm> forms;
  private final BodyReader bodies;
  private final HintPublisher publisher;
  private final AtomicBoolean kafkaAway = new AtomicBoolean();

  EventsEndpoint(
      BearerTokens tokens, List<EventForm> forms, BodyReader bodies, HintPublisher publisher) {
    this.tokens = tokens;
    this.forms = List.copyOf(forms);
    this.bodies = bodies;
    this.publisher = publisher;
  }

  @Override
  public String methods() {
    return "POST";
  }

  @Override
  public Answer answer(ServerRequest request) {
    ServerRequestHeaders headers = request.headers();
    return switch (tokens.caller(headers.values(HeaderNames.AUTHORIZATION))) {
      case BearerTokens.Caller.Unnamed() -> Refusals.unnamed();
      case BearerTokens.Caller.Unknown() -> Refusals.unknownToken();
      case BearerTokens.Caller.Sender(String sender) -> answer(request, sender);
    };
  }

  private Answer answer(ServerRequest request, String sender) {
    List<String> contentTypes = request.headers().values(HeaderNames.CONTENT_TYPE);
    String contentType = String.join(", ", contentTypes);
    MediaType type = MediaType.parse(contentType);
    EventRequest withoutBody = new EventRequest(type, new byte[0]);
    Optional<EventForm> form = forms.stream().filter(f -> f.reads(withoutBody)).findFirst();
    if (form.isEmpty()) {
      return Refusals.unknownForm(contentType);
    }
    Optional<byte[]> body = bodies.read(request);
    if (body.isEmpty()) {
      return Refusals.tooLarge(bodies.limit());
    }
    return switch (form.get().parse(new EventRequest(type, body.get()))) {
      case ParsedEvents.Faulty(var faults) -> Refusals.faulty(faults);
      case ParsedEvents.TooMany(int limit) -> Refusals.tooMany(limit);
      case ParsedEvents.Hints(var hints) -> answer(publisher.publish(hints, sender), sender);
    };
  }

  private Answer answer(PublishOutcome outcome, String sender) {
    return switch (outcome) {
      case PublishOutcome.Acknowledged(List<String> ids) -> {
        if (kafkaAway.getAndSet(false)) {
          log.atInfo().log("Kafka confirms events again");
        }
        yield Answer.of(202, Answer.JSON, taken(ids));
      }
      case PublishOutcome.Unconfirmed(Exception cause) -> {
        // Told once an outage; how many requests it costs is counted.
        if (!kafkaAway.getAndSet(true)) {
          log.atWarn()
              .addKeyValue("sender", sender)
              .addKeyValue("cause", cause.toString())
              .log("Kafka does not confirm events: until it does, senders are told to repeat them");
        }
        yield Refusals.unconfirmed();
      }
    };
  }

  private static byte[] taken(List<String> ids) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("ids");
          for (String id : ids) {
            json.writeString(id);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
