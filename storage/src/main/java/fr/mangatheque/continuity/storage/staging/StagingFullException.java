package fr.mangatheque.continuity.storage.staging;

import org.jspecify.annotations.Nullable;

/** There was no room, in memory or on disk, to hold content in transit; it may work later. */
public final class StagingFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StagingFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
