package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files kept apart, under the hashes of their keys, in the order of these. One thread uses it. */
final class ApartWalk implements Destination.Walk {
  private final String prefix;
  private final Iterator<Path> files;
  private @Nullable DestinationObject next;

  ApartWalk(FolderTree tree, String prefix) {
    this.prefix = prefix;
    try (Stream<Path> all = Files.list(tree.apart())) {
      files =
          all.filter(file -> !file.toString().endsWith(FolderNames.META))
              .filter(FolderTree::isFile)
              .sorted()
              .toList()
              .iterator();
    } catch (IOException e) {
      throw FolderFaults.of("cannot list " + tree.apart(), e);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && files.hasNext()) {
      next = object(files.next()).orElse(null);
    }
    return next != null;
  }

  /** Only a file whose key, told beside it, has the hash it is called by. */
  private Optional<DestinationObject> object(Path file) {
    Optional<ObjectKey> key =
        FolderTree.readMeta(file)
            .flatMap(meta -> FolderWalk.key(meta.key()))
            .filter(it -> FolderNames.apart(it).equals(String.valueOf(file.getFileName())))
            .filter(it -> it.value().startsWith(prefix));
    try {
      return key.isEmpty() ? Optional.empty() : FolderTree.look(key.get(), file);
    } catch (IOException e) {
      throw FolderFaults.of("cannot look at " + file, e);
    }
  }

  @Override
  public DestinationObject next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    DestinationObject object = next;
    next = null;
    return object;
  }

  @Override
  public void close() {
    next = null;
  }
}
