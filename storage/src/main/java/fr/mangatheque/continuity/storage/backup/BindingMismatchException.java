package fr.mangatheque.continuity.storage.backup;

/** A prefix of the backup belongs to something else; a person must look. */
public final class BindingMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindingMismatchException(String message) {
    super(message);
  }

  BindingMismatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
