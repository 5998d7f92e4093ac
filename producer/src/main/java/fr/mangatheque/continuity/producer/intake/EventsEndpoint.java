package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.MediaType;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/events}: takes all events of a request, or none. */
final class EventsEndpoint implements Endpoint {
  private static final Logger log = LoggerFactory.getLogger(EventsEndpoint.class);

  private final BearerTokens tokens;
  private final EventForms forms;
  private final BodyReader bodies;
  private final HintPublisher publisher;
  private final UnknownEvents unknown;
  private final AtomicBoolean kafkaAway = new AtomicBoolean();

  EventsEndpoint(
      BearerTokens tokens,
      EventForms forms,
      BodyReader bodies,
      HintPublisher publisher,
      UnknownEvents unknown) {
    this.tokens = tokens;
    this.forms = forms;
    this.bodies = bodies;
    this.publisher = publisher;
    this.unknown = unknown;
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
    EventRequest withoutBody = eventRequest(request.headers(), new byte[0]);
    if (!forms.reads(withoutBody)) {
      return Refusals.unknownForm(contentType(request.headers()), forms.mediaTypes());
    }
    Optional<byte[]> body = bodies.read(request);
    if (body.isEmpty()) {
      return Refusals.tooLarge(bodies.limit());
    }
    EventRequest whole = eventRequest(request.headers(), body.get());
    return forms
        .of(whole)
        .map(form -> answer(form.parse(whole), sender))
        .orElseGet(() -> Refusals.unknownForm(contentType(request.headers()), forms.mediaTypes()));
  }

  private static EventRequest eventRequest(ServerRequestHeaders headers, byte[] body) {
    Map<String, String> values = new HashMap<>();
    headers.forEach(header -> values.put(header.name(), String.join(", ", header.allValues())));
    return new EventRequest(MediaType.parse(contentType(headers)), values, body);
  }

  private static String contentType(ServerRequestHeaders headers) {
    return String.join(", ", headers.values(HeaderNames.CONTENT_TYPE));
  }

  private Answer answer(ParsedEvents parsed, String sender) {
    return switch (parsed) {
      case ParsedEvents.Faulty(var faults) -> Refusals.faulty(faults);
      case ParsedEvents.TooMany(int limit) -> Refusals.tooMany(limit);
      case ParsedEvents.Subscription(String topic, URI confirmAt) -> {
        log.atWarn()
            .addKeyValue("sender", sender)
            .addKeyValue("topic", topic)
            .addKeyValue("confirmAt", confirmAt)
            .log("A sender waits for its subscription to be confirmed: open its address once");
        yield Answer.of(202, Answer.JSON, taken(List.of(), 0));
      }
      case ParsedEvents.Understood understood -> answer(understood, sender);
    };
  }

  private Answer answer(ParsedEvents.Understood understood, String sender) {
    List<String> strange =
        understood.passedOver().stream().filter(it -> !it.known()).map(it -> it.kind()).toList();
    if (!strange.isEmpty()) {
      unknown.met(sender, strange);
    }
    int passedOver = understood.passedOver().size();
    if (understood.hints().isEmpty()) {
      return Answer.of(202, Answer.JSON, taken(List.of(), passedOver));
    }
    return answer(publisher.publish(understood.hints(), sender), sender, passedOver);
  }

  private Answer answer(PublishOutcome outcome, String sender, int passedOver) {
    return switch (outcome) {
      case PublishOutcome.Acknowledged(List<String> ids) -> {
        if (kafkaAway.getAndSet(false)) {
          log.atInfo().log("Kafka confirms events again");
        }
        yield Answer.of(202, Answer.JSON, taken(ids, passedOver));
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

  private static byte[] taken(List<String> ids, int passedOver) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("ids");
          for (String id : ids) {
            json.writeString(id);
          }
          json.writeEndArray();
          if (passedOver > 0) {
            json.writeNumberField("passedOver", passedOver);
          }
          json.writeEndObject();
        });
  }
}
