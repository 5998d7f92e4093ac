package fr.mangatheque.continuity.producer.intake;

/** A request with events, apart from how it came. */
record EventRequest(MediaType type, byte[] body) {}
