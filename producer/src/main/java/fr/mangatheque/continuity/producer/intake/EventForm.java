package fr.mangatheque.continuity.producer.intake;

/** A form in which senders write events into requests. Thread-safe. */
interface EventForm {
  /** Whether {@code request} is written in this form; told by its headers alone. */
  boolean reads(EventRequest request);

  /** What the request says: all its hints, or all that is wrong with it. Throws nothing. */
  ParsedEvents parse(EventRequest request);
}
