package fr.mangatheque.continuity.app.operator;

/** Kafka did not confirm an order. It may be kept all the same; giving it again does no harm. */
public final class OrderLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OrderLostException(Throwable cause) {
    super("Kafka did not confirm the order: " + cause, cause);
  }
}
