package fr.mangatheque.continuity.producer.form;

import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent whose attributes are headers and whose data is the body.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode">
 *     Binary content mode</a>
 */
final class BinaryCloudEventsForm implements EventForm {
  private final KnownSources sources;
  private final int maxEvents;

  BinaryCloudEventsForm(KnownSources sources, int maxEvents) {
    this.sources = sources;
    this.maxEvents = maxEvents;
  }

  @Override
  public String name() {
    return "cloudevents-binary";
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    Collected events = new Collected(sources, maxEvents);
    events
        .next()
        .ifPresent(
            item ->
                CloudEvent.read(
                    events, item, new HeaderAttributes(request, item), data(request, events), ""));
    return events.outcome();
  }

  private static @Nullable Json data(EventRequest request, Collected events) {
    if (request.body().length == 0 || !request.type().mayBeJson()) {
      return null;
    }
    return switch (JsonText.read(request.body())) {
      case JsonText.Read(Json value) -> value instanceof Json.Null ? null : value;
      case JsonText.Broken(Fault fault) -> {
        events.fault(fault);
        yield null;
      }
    };
  }
}
