package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.access.Signature;
import fr.mangatheque.continuity.producer.connection.Connection;
import fr.mangatheque.continuity.producer.form.EventForm;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.MediaType;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Gate;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code POST /v1/events}: takes all events of a request, or none. */
final class EventsEndpoint implements Endpoint {
  private final Gate gate;
  private final EventForms forms;
  private final BodyReader bodies;
  private final EventsTaker taker;

  EventsEndpoint(Gate gate, EventForms forms, BodyReader bodies, EventsTaker taker) {
    this.gate = gate;
    this.forms = forms;
    this.bodies = bodies;
    this.taker = taker;
  }

  @Override
  public String methods() {
    return "POST";
  }

  @Override
  public Answer answer(ServerRequest request) {
    return switch (gate.caller(request)) {
      case Caller.Stranger(Caller.Reason reason) -> gate.refuse(request, reason);
      case Caller.Sender sender ->
          read(request, true, body -> now(take(request, body, sender))).get().by(sender.name());
      case Caller.Signed(Signature signature) -> {
        // Whose it is shows only after it was read, so as yet it is a stranger's.
        boolean length = !request.headers().contains(HeaderNames.TRANSFER_ENCODING);
        yield length
            ? read(request, false, body -> check(request, body, signature)).get()
            : Refusals.withoutLength();
      }
    };
  }

  private interface Next {
    /** What is left to be done, for which the body is not needed. */
    Supplier<Answer> after(byte[] body);
  }

  private static Supplier<Answer> now(Answer answer) {
    return () -> answer;
  }

  private Supplier<Answer> read(ServerRequest request, boolean known, Next next) {
    if (!forms.reads(eventRequest(request.headers(), new byte[0]))) {
      return now(unknownForm(request));
    }
    return switch (bodies.read(request, known)) {
      case BodyReader.Body.Whole(byte[] body) -> next.after(body);
      case BodyReader.Body.TooLarge() -> now(Refusals.tooLarge(bodies.limit()));
      case BodyReader.Body.Malformed() -> now(Refusals.malformed().last());
      case BodyReader.Body.TooSlow() -> now(Refusals.tooSlow().last());
      case BodyReader.Body.NoRoom() -> now(Refusals.noRoom().last());
    };
  }

  private Supplier<Answer> check(ServerRequest request, byte[] body, Signature signature) {
    return switch (signature.check(body)) {
      case Caller.Sender sender -> {
        Answer answer =
            Connection.current().known() ? take(request, body, sender) : Refusals.noRoom();
        yield now(answer.by(sender.name()));
      }
      case Caller.Stranger(Caller.Reason reason) -> {
        Connection.current().drop();
        yield () -> gate.refuse(request, reason);
      }
      case Caller.Signed _ -> throw new IllegalStateException("a signature was checked");
    };
  }

  private Answer take(ServerRequest request, byte[] body, Caller.Sender sender) {
    EventRequest whole = eventRequest(request.headers(), body);
    Optional<EventForm> form = forms.of(whole);
    if (form.isEmpty()) {
      return unknownForm(request);
    }
    Rights rights = sender.rights();
    String name = form.get().name();
    return taker.take(form.get().parse(whole), name, sender.name(), rights).in(name);
  }

  private Answer unknownForm(ServerRequest request) {
    return Refusals.unknownForm(contentType(request.headers()), forms.mediaTypes());
  }

  private static EventRequest eventRequest(ServerRequestHeaders headers, byte[] body) {
    Map<String, String> values = new HashMap<>();
    headers.forEach(header -> values.put(header.name(), String.join(", ", header.allValues())));
    return new EventRequest(MediaType.parse(contentType(headers)), values, body);
  }

  private static String contentType(ServerRequestHeaders headers) {
    return String.join(", ", headers.all(HeaderNames.CONTENT_TYPE, List::of));
  }
}
