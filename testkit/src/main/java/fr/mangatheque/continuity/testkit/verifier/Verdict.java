package fr.mangatheque.continuity.testkit.verifier;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a verification.
 *
 * @param objects that the source holds
 * @param versions in the backup, repaired copies apart
 * @param repaired copies
 * @param repeats true versions that stand there more often than the source held them
 * @param bytes read back from the backup and hashed
 */
public record Verdict(
    List<Finding> findings,
    int objects,
    int versions,
    int markers,
    int repaired,
    int repeats,
    long bytes) {

  /** Nothing was lost, altered or invented. */
  public boolean holds() {
    return findings.isEmpty();
  }

  /** All findings, a line each. */
  public String words() {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }
}
