package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.FolderWriter.Placed;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder. Segments of a key are folders, its last one is the file; what goes beside the content
 * (content type, cache headers, user metadata) is in a file beside it, {@code <name>%meta}. Names
 * that a file system cannot hold are escaped, reversibly (see {@link FolderNames}). One process at
 * a time writes to it.
 */
public final class FolderDestination implements Destination {
  private final FolderTree tree;
  private final boolean mayDelete;
  private final RequestCount count = new RequestCount();
  private volatile @Nullable FolderWriter writer;

  private FolderDestination(FolderTree tree, boolean mayDelete) {
    this.tree = tree;
    this.mayDelete = mayDelete;
  }

  /**
   * The folder, which {@link Destination#prepare} makes if it is missing.
   *
   * @param mayDelete whether extra files may be deleted
   * @throws StoreException if it is there and is no folder
   */
  public static Destination open(Path folder, boolean mayDelete) {
    Path root = folder.toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw StoreException.of(StoreFault.REFUSED, root + " is no folder", null);
    }
    return new FolderDestination(
        new FolderTree(real(root), FileSystemTraits.namesFor(root)), mayDelete);
  }

  /** A link that a person gave is followed, once. */
  private static Path real(Path root) {
    try {
      return Files.exists(root) ? root.toRealPath() : root;
    } catch (IOException e) {
      throw FolderFaults.of("cannot find " + root, e);
    }
  }

  @Override
  public String name() {
    return "file:" + tree.root();
  }

  @Override
  public Walk list(String prefix, Attempts attempts) {
    return new FolderWalk(tree, prefix);
  }

  @Override
  public boolean apart(ObjectKey key) {
    return tree.names().path(key).isEmpty();
  }

  @Override
  public Walk listApart(String prefix, Attempts attempts) {
    return FolderTree.isFolder(tree.apart()) ? new ApartWalk(tree, prefix) : Walk.empty();
  }

  @Override
  public Optional<DestinationObject> find(ObjectKey key) {
    try {
      Optional<Path> file = tree.find(key);
      return file.isEmpty() ? Optional.empty() : FolderTree.look(key, file.get());
    } catch (IOException e) {
      throw FolderFaults.of("cannot look for " + key + " in " + tree.root(), e);
    }
  }

  @Override
  public Optional<Sha256> keptHash(DestinationObject seen) {
    return Optional.ofNullable(seen.sha256());
  }

  @Override
  public Optional<Sha256> readHash(DestinationObject seen) {
    try {
      Optional<Path> file = tree.find(seen.key());
      if (file.isEmpty()) {
        return Optional.empty();
      }
      Sha256 hash = FolderWriter.hash(file.get());
      return find(seen.key()).filter(now -> now.etag().equals(seen.etag())).map(_ -> hash);
    } catch (IOException e) {
      throw FolderFaults.of("cannot read " + seen.key() + " in " + tree.root(), e);
    }
  }

  @Override
  public Optional<String> cannotHold(ObjectKey key) {
    return Optional.empty();
  }

  @Override
  public Optional<String> otherName(ObjectKey key, boolean nests) {
    Optional<List<String>> path = tree.names().path(key);
    if (path.isEmpty()) {
      return Optional.of(FolderNames.APART + "/" + FolderNames.apart(key));
    }
    String name = String.join("/", path.get());
    if (nests) {
      return Optional.of(
          name
              + " and a folder of the same name, one of them with "
              + FolderNames.OTHER
              + " behind it");
    }
    return FolderNames.isPlain(path.get(), key) ? Optional.empty() : Optional.of(name);
  }

  @Override
  public void prepare(Attempts attempts) {
    if (writer == null) {
      writer = FolderWriter.open(tree);
    }
  }

  private FolderWriter writer() {
    FolderWriter open = writer;
    if (open == null) {
      throw new IllegalStateException("prepare a destination before it is written to");
    }
    return open;
  }

  @Override
  public Written write(
      ObjectKey key, Content content, ObjectHeaders headers, @Nullable DestinationObject expected) {
    count.put();
    return writer().write(key, content, headers, expected) == Placed.DONE
        ? Written.DONE
        : Written.CHANGED;
  }

  @Override
  public boolean deletes() {
    return mayDelete;
  }

  @Override
  public boolean delete(DestinationObject seen) {
    if (!mayDelete) {
      throw new UnsupportedOperationException("nothing may be deleted in " + tree.root());
    }
    count.deletion();
    return writer().delete(seen);
  }

  @Override
  public Requests requests() {
    return count.soFar();
  }

  @Override
  public void close() {
    FolderWriter open = writer;
    if (open != null) {
      open.close();
      writer = null;
    }
  }
}
