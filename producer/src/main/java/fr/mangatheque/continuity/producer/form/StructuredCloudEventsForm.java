package fr.mangatheque.continuity.producer.form;

import java.util.List;

/**
 * CloudEvents as JSON: one, which some senders also put into an array, or a batch, which may be
 * empty.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">
 *     HTTP protocol binding</a>
 */
final class StructuredCloudEventsForm implements EventForm {
  private final boolean batch;
  private final KnownSources sources;
  private final int maxEvents;

  StructuredCloudEventsForm(boolean batch, KnownSources sources, int maxEvents) {
    this.batch = batch;
    this.sources = sources;
    this.maxEvents = maxEvents;
  }

  @Override
  public String name() {
    return batch ? "cloudevents-batch" : "cloudevents-structured";
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    return JsonText.events(request.body(), new Collected(sources, maxEvents), this::read);
  }

  private void read(Json body, Collected events) {
    if (batch && body instanceof Json.Arr(List<Json> none) && none.isEmpty()) {
      return;
    }
    if (batch && !(body instanceof Json.Arr)) {
      events.fault("", "a batch is an array of events, this is " + body.kind());
      return;
    }
    events.readEach(body, (item, event) -> StructuredCloudEvent.read(events, item, event));
  }
}
