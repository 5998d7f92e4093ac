package fr.mangatheque.continuity.app.demo.watch;

import fr.mangatheque.continuity.app.demo.site.Upload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares names only: what should be there, and what is. */
final class Bookkeeping {
  private Bookkeeping() {}

  /**
   * @param entries by key, in their order
   * @param keys that the source holds
   */
  static List<String> compare(
      Map<String, List<BackupEntry>> entries,
      Set<String> keys,
      Collection<Upload> uploads,
      Set<String> removed) {
    List<String> mismatches = new ArrayList<>();
    present(entries, keys, removed, mismatches);
    journaled(entries, uploads, mismatches);
    return mismatches;
  }

  private static void present(
      Map<String, List<BackupEntry>> entries,
      Set<String> keys,
      Set<String> removed,
      List<String> mismatches) {
    for (String key : keys) {
      List<BackupEntry> of = entries.getOrDefault(key, List.of());
      if (of.isEmpty()) {
        mismatches.add("in the source only: " + key);
      } else if (of.getLast().marker()) {
        mismatches.add("held by the source, and marked as deleted: " + key);
      }
    }
    for (Map.Entry<String, List<BackupEntry>> of : entries.entrySet()) {
      boolean gone = !keys.contains(of.getKey());
      if (gone && !of.getValue().getLast().marker()) {
        mismatches.add("gone from the source, and not marked as deleted: " + of.getKey());
      }
      long markers = of.getValue().stream().filter(BackupEntry::marker).count();
      if (markers != (removed.contains(of.getKey()) ? 1 : 0)) {
        mismatches.add(
            markers
                + " markers of a key that was "
                + (removed.contains(of.getKey()) ? "" : "not ")
                + "removed: "
                + of.getKey());
      }
    }
  }

  private static void journaled(
      Map<String, List<BackupEntry>> entries, Collection<Upload> uploads, List<String> mismatches) {
    Map<String, Long> uploaded =
        counted(uploads.stream().map(upload -> state(upload.key(), upload.sha256())).toList());
    Map<String, Long> kept =
        counted(
            entries.values().stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.marker())
                .map(entry -> state(entry.key(), String.valueOf(entry.sha256())))
                .toList());
    Set<String> states = new TreeSet<>(uploaded.keySet());
    states.addAll(kept.keySet());
    for (String state : states) {
      long was = uploaded.getOrDefault(state, 0L);
      long is = kept.getOrDefault(state, 0L);
      if (was != is) {
        mismatches.add("uploaded %d times, kept %d times: %s".formatted(was, is, state));
      }
    }
  }

  private static Map<String, Long> counted(List<String> states) {
    return states.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static String state(String key, String sha256) {
    return key + " " + sha256;
  }
}
