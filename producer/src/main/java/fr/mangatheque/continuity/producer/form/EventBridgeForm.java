package fr.mangatheque.continuity.producer.form;

/** Events of S3 as Amazon EventBridge sends them to an API destination, alone or in an array. */
final class EventBridgeForm implements EventForm {
  private final KnownSources sources;
  private final int maxEvents;

  EventBridgeForm(KnownSources sources, int maxEvents) {
    this.sources = sources;
    this.maxEvents = maxEvents;
  }

  @Override
  public String name() {
    return "eventbridge";
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    return JsonText.events(
        request.body(),
        new Collected(sources, maxEvents),
        (body, events) ->
            events.readEach(body, (item, event) -> EventBridgeEvent.read(item, "", event, null)));
  }
}
