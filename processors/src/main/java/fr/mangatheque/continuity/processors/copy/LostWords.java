package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.copy.VersionReading.Verdict;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a person what is lost of an object, and what is not. */
final class LostWords {
  private static final int MOST = 3;

  private LostWords() {}

  /**
   * @param lost at least one
   * @param right what is there
   */
  static String of(ObjectKey key, List<Verdict.Broken> lost, List<Verdict.Right> right) {
    String named =
        lost.stream()
            .limit(MOST)
            .map(each -> "the version " + each.last() + " is lost (" + each.how() + ")")
            .collect(Collectors.joining(", "));
    String more = lost.size() > MOST ? ", and " + (lost.size() - MOST) + " more are" : "";
    return "of "
        + key
        + " "
        + named
        + more
        + "; neither the source nor another entry has "
        + (lost.size() == 1 ? "its bytes. " : "their bytes. ")
        + rest(lost.getFirst().last(), right);
  }

  private static String rest(EntryName.Version lost, List<Verdict.Right> right) {
    List<EntryName.Version> names =
        right.stream().map(Verdict.Right::name).sorted(Comparator.naturalOrder()).toList();
    List<EntryName.Version> earlier =
        names.stream().filter(name -> name.compareTo(lost) < 0).toList();
    List<EntryName.Version> later =
        names.stream().filter(name -> name.compareTo(lost) > 0).toList();
    if (names.isEmpty()) {
      return "The backup holds no other version of it";
    }
    String before = earlier.isEmpty() ? "none before it" : earlier.getLast() + " before it";
    String after = later.isEmpty() ? "none after it" : later.getFirst() + " after it";
    return "Right are: " + before + ", " + after;
  }

  /** Versions have gone of which nothing but their number is known. */
  static String fewer(ObjectKey key, int known, long there, List<HeldVersion> versions) {
    String names =
        versions.isEmpty()
            ? ""
            : ": "
                + versions.stream()
                    .map(version -> version.last().name().format())
                    .limit(MOST)
                    .collect(Collectors.joining(", "));
    return "of "
        + key
        + " the backup held "
        + known
        + " versions and now lists "
        + there
        + names
        + ". What the others were called is not known here; the backup's own log of requests may"
        + " tell who deleted them";
  }
}
