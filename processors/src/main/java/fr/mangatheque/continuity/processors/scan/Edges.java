package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what several shards saw of a key. Pure. */
final class Edges {
  private Edges() {}

  /** Of each key, all that was seen. */
  static List<OpenGroup> merged(List<OpenGroup> parts) {
    Map<String, OpenGroup> whole = new LinkedHashMap<>();
    for (OpenGroup part : parts) {
      String whose =
          part.getKeyHash() == null ? "k" + part.getObjectKey() : "h" + part.getKeyHash();
      whole.merge(whose, part, Edges::merge);
    }
    return new ArrayList<>(whole.values());
  }

  static OpenGroup merge(OpenGroup one, OpenGroup other) {
    OpenGroup greater = name(one).compareTo(name(other)) >= 0 ? one : other;
    return OpenGroup.newBuilder(greater)
        .setVersions(one.getVersions() + other.getVersions())
        .setHeldBytes(one.getHeldBytes() + other.getHeldBytes())
        .build();
  }

  /** The entry a group says is its greatest. */
  static EntryName name(OpenGroup group) {
    return EntryNames.parse(group.getGreatest())
        .orElseThrow(
            () -> new IllegalArgumentException("not an entry's name: " + group.getGreatest()));
  }
}
