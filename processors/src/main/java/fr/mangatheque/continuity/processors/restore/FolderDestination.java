package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import java.nio.file.Path;

/**
 * A folder. Segments of a key are folders, its last one is the file; what goes beside the content
 * (content type, cache headers, user metadata) is in a file beside it, {@code <name>%meta}. Names
 * that a file system cannot hold are escaped, reversibly. One process at a time writes to it.
 */
public final class FolderDestination {
  private FolderDestination() {}

  /**
   * The folder, which {@link Destination#prepare} makes if it is missing.
   *
   * @param mayDelete whether extra files may be deleted
   * @throws StoreException if it is there and is no folder
   */
  public static Destination open(Path folder, boolean mayDelete) {
    throw new UnsupportedOperationException();
  }
}
