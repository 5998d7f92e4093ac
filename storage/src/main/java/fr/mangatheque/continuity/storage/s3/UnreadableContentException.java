package fr.mangatheque.continuity.storage.s3;

import java.io.IOException;

/** Carries through the SDK that it was our content that could not be read, not the store. */
final class UnreadableContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final IOException io;

  UnreadableContentException(IOException io) {
    super(io);
    this.io = io;
  }

  IOException io() {
    return io;
  }
}
