package fr.mangatheque.continuity.producer.form;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tells the form of a request. Thread-safe. */
public final class EventForms {
  private final EventForm plain;

  /**
   * @param maxEvents the most events of one request
   */
  public EventForms(KnownSources sources, int maxEvents) {
    this.plain = new PlainForm(sources, maxEvents);
  }

  /** Whether a request with these headers can be read at all, before its body is. */
  public boolean reads(EventRequest withoutBody) {
    return withoutBody.type().isJson();
  }

  /** The media types that are read, as an {@code Accept} header lists them. */
  public SortedSet<String> mediaTypes() {
    return new TreeSet<>(java.util.List.of("application/json"));
  }

  /** The form that {@code request} is written in; empty if its type is none of ours. */
  public Optional<EventForm> of(EventRequest request) {
    return reads(request) ? Optional.of(plain) : Optional.empty();
  }
}
