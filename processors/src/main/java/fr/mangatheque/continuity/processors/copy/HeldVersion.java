package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of a key with all copies of it, as the backup's listing shows them or the ledger knows
 * of.
 *
 * @param copies the last repair first, at least one
 */
record HeldVersion(List<Copy> copies) {
  /**
   * One entry.
   *
   * @param listed whether the backup's listing shows it
   */
  record Copy(EntryName.Version name, long size, boolean listed) {}

  HeldVersion {
    if (copies.isEmpty()) {
      throw new IllegalArgumentException("a version has an entry");
    }
    copies = List.copyOf(copies);
  }

  /** The one that counts first. */
  Copy last() {
    return copies.getFirst();
  }

  /**
   * The versions among entries, in their order. What was erased is none any more.
   *
   * @param known the key's greatest entry as the ledger has it; it is one of them, listed or not
   */
  static List<HeldVersion> among(List<HeldEntry> entries, @Nullable KnownEntry known) {
    EntryName erased =
        entries.stream()
            .map(HeldEntry::name)
            .filter(EntryName.Erased.class::isInstance)
            .max(Comparator.naturalOrder())
            .orElse(null);
    NavigableMap<EntryName, List<Copy>> versions = new TreeMap<>();
    for (HeldEntry entry : entries) {
      if (entry.name() instanceof EntryName.Version version) {
        add(versions, new Copy(version, entry.size(), true));
      }
    }
    boolean unlisted =
        known != null && entries.stream().noneMatch(entry -> entry.name().equals(known.name()));
    if (unlisted && known.name() instanceof EntryName.Version version) {
      add(versions, new Copy(version, known.size(), false));
    }
    return versions.entrySet().stream()
        .filter(version -> erased == null || version.getKey().compareTo(erased) > 0)
        .map(
            version ->
                new HeldVersion(
                    version.getValue().stream()
                        .sorted(Comparator.comparing(Copy::name).reversed())
                        .toList()))
        .toList();
  }

  private static void add(NavigableMap<EntryName, List<Copy>> versions, Copy copy) {
    versions.computeIfAbsent(first(copy.name()), _ -> new ArrayList<>()).add(copy);
  }

  /** The name of the first copy of a version: what all of them have in common. */
  static EntryName.Version first(EntryName.Version copy) {
    return new EntryName.Version(copy.instant(), copy.sha256(), copy.etag(), 0);
  }
}
