package fr.mangatheque.continuity.processors.restore;

/** Nothing can be written to a destination at all. */
final class PreparationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PreparationException(String message, Throwable cause) {
    super(message, cause);
  }
}
