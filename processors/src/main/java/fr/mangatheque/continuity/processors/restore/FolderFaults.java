package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** What a file system's failures mean. */
final class FolderFaults {
  private FolderFaults() {}

  static StoreException of(String what, IOException e) {
    return StoreException.of(fault(e), what + ": " + reason(e), e);
  }

  private static StoreFault fault(IOException e) {
    if (e instanceof AccessDeniedException) {
      return StoreFault.ACCESS_DENIED;
    }
    String reason = reason(e).toLowerCase(Locale.ROOT);
    boolean full = reason.contains("no space") || reason.contains("quota");
    return full ? StoreFault.QUOTA_EXCEEDED : StoreFault.REFUSED;
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied: " + e.getMessage();
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : null;
    return reason == null
        ? e.getClass().getSimpleName() + " " + e.getMessage()
        : reason + ": " + e.getMessage();
  }
}
