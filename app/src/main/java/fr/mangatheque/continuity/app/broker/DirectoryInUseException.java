package fr.mangatheque.continuity.app.broker;

import java.nio.file.Path;

/** Another process, or another part of this one, works in a directory that only one may use. */
public final class DirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(Path directory, String holder) {
    super(
        directory
            + " is in use by "
            + holder
            + "; stop it, or give this process a data-dir of its own");
  }
}
