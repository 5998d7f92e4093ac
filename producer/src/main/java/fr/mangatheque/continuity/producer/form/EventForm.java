package fr.mangatheque.continuity.producer.form;

/** A form in which senders write events into requests. Thread-safe. */
public interface EventForm {
  /** A word for metrics and logs, such as {@code plain}. */
  String name();

  /** What the request says: all its events, or all that is wrong with them. Throws nothing. */
  ParsedEvents parse(EventRequest request);
}
