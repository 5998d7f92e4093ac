package fr.mangatheque.continuity.app.demo.watch;

import java.util.List;

/**
 * What a look at both buckets found.
 *
 * @param objects the source holds
 * @param versions the backup holds
 * @param markers the backup holds
 * @param bytes that were read and compared, of both sides
 * @param mismatches each in words; empty if all is as it must be
 */
public record CheckResult(
    int objects, int versions, int markers, long bytes, List<String> mismatches) {
  public CheckResult {
    mismatches = List.copyOf(mismatches);
  }
}
