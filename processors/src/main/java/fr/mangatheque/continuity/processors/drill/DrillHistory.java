package fr.mangatheque.continuity.processors.drill;

import java.util.List;

/**
 * Drills of the past.
 *
 * @param reports the oldest first
 * @param unreadable names of reports that this software does not understand
 */
public record DrillHistory(List<DrillReport> reports, List<String> unreadable) {
  public DrillHistory {
    reports = List.copyOf(reports);
    unreadable = List.copyOf(unreadable);
  }
}
