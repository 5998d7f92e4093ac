package fr.mangatheque.continuity.producer.form;

import java.util.List;

/** Notifications as S3 sends them, alone or in an array, by whichever store. */
final class S3Form implements EventForm {
  private final String name;
  private final KnownSources sources;
  private final int maxEvents;

  /**
   * @param name of the store that writes them, for it changes nothing else
   */
  S3Form(String name, KnownSources sources, int maxEvents) {
    this.name = name;
    this.sources = sources;
    this.maxEvents = maxEvents;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    return JsonText.events(request.body(), new Collected(sources, maxEvents), S3Form::read);
  }

  private static void read(Json body, Collected events) {
    if (!(body instanceof Json.Arr(List<Json> several))) {
      S3Notification.read(body, events, events, "");
      return;
    }
    if (several.isEmpty()) {
      events.fault("", Collected.NOTHING);
    }
    for (int i = 0; i < several.size() && !events.tooMany(); i++) {
      S3Notification.read(several.get(i), events, events, "/" + i);
    }
  }
}
