package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.BackupName;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up a slice of the backup's listing by key. Keys nest ({@code a} beside {@code a/b}), so
 * entries of {@code a} may stand before, between and behind those of {@code a/b}: only when the
 * listing leaves what all names of a key start with, no more can follow. What is open at the end of
 * a slice goes on in the next; what may have entries in other shards, because a cut lies among its
 * names, is never complete here. Memory is that of keys nested in each other, however many entries
 * they have. One thread uses it.
 */
final class Groups {
  private final BackupLayout layout;
  private final @Nullable String from;
  private final @Nullable String until;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<OpenGroup> edges = new ArrayList<>();

  private record Open(String prefix, OpenGroup group) {}

  /**
   * @param from where the shard begins; null from the start
   * @param until where it ends; null at the end
   * @param after the last name that earlier slices saw; null at the very start
   * @param carried {@link #open} of the slice before
   */
  Groups(
      BackupLayout layout,
      @Nullable String from,
      @Nullable String until,
      @Nullable String after,
      List<OpenGroup> carried) {
    this.layout = layout;
    this.from = from;
    this.until = until;
    carried.stream()
        .map(group -> new Open(prefix(group), group))
        .sorted(Comparator.comparingInt(it -> it.prefix().length()))
        .forEach(
            it -> {
              if (after != null && after.startsWith(it.prefix())) {
                open.addLast(it);
              } else {
                edges.add(it.group());
              }
            });
  }

  private String prefix(OpenGroup group) {
    return group.getKeyHash() == null
        ? layout.keyPrefix(new ObjectKey(group.getObjectKey()))
        : layout.longPrefix(new Sha256(group.getKeyHash()));
  }

  /**
   * Takes the next name.
   *
   * @return the keys that are complete by that, innermost first
   */
  List<OpenGroup> take(ListedObject object) {
    List<OpenGroup> complete = leave(object.key().value());
    Optional<BackupName> parsed = layout.parse(object.key());
    if (parsed.isPresent()) {
      switch (parsed.get()) {
        case BackupName.Entry e -> add(layout.keyPrefix(e.key()), one(e, object));
        case BackupName.LongEntry e -> add(layout.longPrefix(e.keyHash()), one(e, object));
        case BackupName.LongKey _,
            BackupName.Foreign _,
            BackupName.Binding _,
            BackupName.Drill _,
            BackupName.Probe _ -> {}
      }
    }
    return complete;
  }

  /** The shard ends here: what is complete by that. */
  List<OpenGroup> end() {
    return leave("");
  }

  /** What may have more entries behind this slice, or in other shards. */
  List<OpenGroup> open() {
    List<OpenGroup> all = new ArrayList<>(edges);
    open.forEach(it -> all.add(it.group()));
    return all;
  }

  private List<OpenGroup> leave(String name) {
    List<OpenGroup> complete = new ArrayList<>();
    while (!open.isEmpty() && (name.isEmpty() || !name.startsWith(open.getLast().prefix()))) {
      Open left = open.removeLast();
      if (isEdge(left.prefix())) {
        edges.add(left.group());
      } else {
        complete.add(left.group());
      }
    }
    return complete;
  }

  private boolean isEdge(String prefix) {
    return from != null && from.startsWith(prefix) || until != null && until.startsWith(prefix);
  }

  private void add(String prefix, OpenGroup entry) {
    if (!open.isEmpty() && open.getLast().prefix().equals(prefix)) {
      entry = Edges.merge(open.removeLast().group(), entry);
    }
    open.addLast(new Open(prefix, entry));
  }

  private static OpenGroup one(BackupName.Entry entry, ListedObject object) {
    return one(entry.entry(), object).setObjectKey(entry.key().value()).build();
  }

  private static OpenGroup one(BackupName.LongEntry entry, ListedObject object) {
    return one(entry.entry(), object).setKeyHash(entry.keyHash().hex()).build();
  }

  private static OpenGroup.Builder one(EntryName name, ListedObject object) {
    boolean version = name instanceof EntryName.Version;
    return OpenGroup.newBuilder()
        .setGreatest(name.format())
        .setSize(object.size())
        .setVersions(version ? 1 : 0)
        .setHeldBytes(version ? object.size() : 0);
  }

  /** Whether the source held the key last, as far as the backup knows; a canary does not count. */
  static boolean isLive(OpenGroup group) {
    return Edges.name(group) instanceof EntryName.Version
        && !group.getObjectKey().startsWith(ObjectId.CANARY_PREFIX);
  }
}
