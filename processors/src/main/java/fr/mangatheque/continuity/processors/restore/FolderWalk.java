package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All files of a folder that are contents of keys, in the order of {@link KeyOrder}. Keeps the
 * names of the folders it is in. One thread uses it.
 */
final class FolderWalk implements Destination.Walk {
  private final FolderTree tree;
  private final String prefix;
  private final Deque<Level> levels = new ArrayDeque<>();
  private @Nullable DestinationObject next;

  /** Names of one segment: folders to go into first, then the file. */
  private record Node(String segment, List<Path> folders, List<Path> files) {}

  private record Level(String keyPrefix, Iterator<Node> nodes) {}

  /**
   * A name in a folder.
   *
   * @param segment the same text as the name, nearly always
   */
  private record Entry(String segment, String name, Path folder) {}

  private static final Comparator<Entry> ORDER =
      (a, b) -> KeyOrder.compareSegments(a.segment(), b.segment());

  FolderWalk(FolderTree tree, String prefix) {
    this.tree = tree;
    this.prefix = prefix;
    if (FolderTree.isFolder(tree.root())) {
      enter("", List.of(tree.root()));
    }
  }

  private void enter(String keyPrefix, List<Path> folders) {
    List<Entry> entries = new ArrayList<>();
    for (Path folder : folders) {
      try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
        for (Path entry : listing) {
          String name = String.valueOf(entry.getFileName());
          tree.names()
              .segment(name)
              .filter(segment -> mayLead(keyPrefix + segment))
              .ifPresent(segment -> entries.add(new Entry(segment, name, folder)));
        }
      } catch (IOException e) {
        throw FolderFaults.of("cannot list " + folder, e);
      } catch (DirectoryIteratorException e) {
        throw FolderFaults.of("cannot list " + folder, e.getCause());
      }
    }
    entries.sort(ORDER);
    levels.addLast(new Level(keyPrefix, new Nodes(entries)));
  }

  private boolean mayLead(String key) {
    return key.startsWith(prefix) || prefix.startsWith(key + "/");
  }

  @Override
  public boolean hasNext() {
    while (next == null && !levels.isEmpty()) {
      Level level = levels.getLast();
      if (!level.nodes().hasNext()) {
        levels.removeLast();
        continue;
      }
      Node node = level.nodes().next();
      String key = level.keyPrefix() + node.segment();
      if (node.folders().isEmpty()) {
        tell(key, node);
      } else {
        // told when what is nested in it was
        levels.addLast(new Level(level.keyPrefix(), List.of(fileOnly(node)).iterator()));
        enter(key + "/", node.folders());
      }
    }
    return next != null;
  }

  private static Node fileOnly(Node node) {
    return new Node(node.segment(), List.of(), node.files());
  }

  private void tell(String name, Node node) {
    Optional<ObjectKey> key = key(name);
    if (node.files().isEmpty() || key.isEmpty() || !name.startsWith(prefix)) {
      return;
    }
    try {
      Path file = tree.find(key.get()).orElse(node.files().getFirst());
      next = FolderTree.look(key.get(), file).orElse(null);
    } catch (IOException e) {
      throw FolderFaults.of("cannot look at " + node.files().getFirst(), e);
    }
  }

  static Optional<ObjectKey> key(String name) {
    try {
      return Optional.of(new ObjectKey(name));
    } catch (IllegalArgumentException _) {
      // longer than any key is
      return Optional.empty();
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
    levels.clear();
  }

  /** Brings together what stands for one segment. */
  private static final class Nodes implements Iterator<Node> {
    private final List<Entry> entries;
    private int at;

    Nodes(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return at < entries.size();
    }

    @Override
    public Node next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Node node = new Node(entries.get(at).segment(), new ArrayList<>(), new ArrayList<>());
      for (; at < entries.size() && entries.get(at).segment().equals(node.segment()); at++) {
        Path path = entries.get(at).folder().resolve(entries.get(at).name());
        if (FolderTree.isFolder(path)) {
          node.folders().add(path);
        } else if (FolderTree.isFile(path)) {
          node.files().add(path);
        }
      }
      return node;
    }
  }
}
