package fr.mangatheque.continuity.producer.form;

/**
 * What Cloudflare R2 puts into a queue about an object, alone or in an array. Its keys are taken as
 * they are: R2 encodes none.
 *
 * @see <a href="https://developers.cloudflare.com/r2/buckets/event-notifications/">Event
 *     notifications</a>
 */
public final class R2Form implements EventForm {
  private final KnownSources sources;
  private final int maxEvents;

  /**
   * @param maxEvents the most events of one request
   */
  public R2Form(KnownSources sources, int maxEvents) {
    this.sources = sources;
    this.maxEvents = maxEvents;
  }

  @Override
  public String name() {
    return "r2";
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    return JsonText.events(
        request.body(),
        new Collected(sources, maxEvents),
        (body, events) ->
            events.readEach(body, (item, event) -> R2Event.read(item, "", event, null)));
  }
}
