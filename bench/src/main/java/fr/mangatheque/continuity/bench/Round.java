package fr.mangatheque.continuity.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What one run of one side came to.
 *
 * @param events sent and acknowledged
 * @param wallNanos from the first to the last of them
 * @param serverCpuNanos used meanwhile by the process with the broker
 * @param clientCpuNanos used by the process that sent, its start included
 */
record Round(long events, long wallNanos, long serverCpuNanos, long clientCpuNanos) {
  double perSecond() {
    return events * 1e9 / wallNanos;
  }

  double serverMicros() {
    return serverCpuNanos / 1e3 / events;
  }

  double clientMicros() {
    return clientCpuNanos / 1e3 / events;
  }

  /** The one of the median throughput. */
  static Round median(List<Round> rounds) {
    List<Round> sorted =
        rounds.stream().sorted(Comparator.comparingDouble(Round::perSecond)).toList();
    return sorted.get(sorted.size() / 2);
  }
}
