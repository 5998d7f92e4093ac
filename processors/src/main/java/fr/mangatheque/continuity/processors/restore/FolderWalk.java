package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
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

  FolderWalk(FolderTree tree, String prefix) {
    this.tree = tree;
    this.prefix = prefix;
    if (FolderTree.isFolder(tree.root())) {
      enter("", List.of(tree.root()));
    }
  }

  private void enter(String keyPrefix, List<Path> folders) {
    TreeMap<String, Node> nodes = new TreeMap<>(Utf8Order::compare);
    for (Path folder : folders) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          tree.names()
              .segment(String.valueOf(entry.getFileName()))
              .filter(segment -> mayLead(keyPrefix + segment))
              .ifPresent(segment -> add(nodes, segment, entry));
        }
      } catch (IOException e) {
        throw FolderFaults.of("cannot list " + folder, e);
      }
    }
    levels.addLast(new Level(keyPrefix, nodes.values().iterator()));
  }

  private boolean mayLead(String key) {
    return key.startsWith(prefix) || prefix.startsWith(key + "/");
  }

  private static void add(Map<String, Node> nodes, String segment, Path entry) {
    boolean folder = FolderTree.isFolder(entry);
    if (!folder && !FolderTree.isFile(entry)) {
      return;
    }
    Node node =
        nodes.computeIfAbsent(
            segment + "/", _ -> new Node(segment, new ArrayList<>(), new ArrayList<>()));
    (folder ? node.folders() : node.files()).add(entry);
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
}
