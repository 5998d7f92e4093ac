package fr.mangatheque.continuity.producer.queue;

/** Why a message became a dead letter, as its headers say it. Never thrown. */
final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableMessageException(String why) {
    super(why);
  }
}
