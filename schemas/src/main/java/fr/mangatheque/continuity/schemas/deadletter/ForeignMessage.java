package fr.mangatheque.continuity.schemas.deadletter;

/**
 * Bytes that came from elsewhere than a topic, and that nobody can read.
 *
 * @param origin where from, such as {@code queue/uploads}
 * @param id what they are known by there
 */
public record ForeignMessage(String origin, String id, byte[] body) {}
