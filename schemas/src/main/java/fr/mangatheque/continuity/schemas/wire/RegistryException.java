package fr.mangatheque.continuity.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry did not answer, or refused us. Nothing is known about the record: it is no
 * dead letter, and the same call may succeed later.
 */
public final class RegistryException extends SerializationException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
