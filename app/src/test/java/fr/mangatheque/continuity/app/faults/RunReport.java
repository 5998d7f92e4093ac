package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.testkit.verifier.Finding;
import fr.mangatheque.continuity.testkit.verifier.Incident;
import fr.mangatheque.continuity.testkit.verifier.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a schedule.
 *
 * @param findings of the verifier and of what people were told: empty if nothing was lost
 * @param states that the source was in, deletions included
 * @param events that were acknowledged
 * @param hits of each fault
 */
record RunReport(
    Schedule schedule,
    Verdict verdict,
    List<Finding> findings,
    int states,
    int events,
    int lostEvents,
    int forgedEvents,
    Map<FaultKind, Integer> hits,
    List<Incident> incidents,
    Duration took) {

  /** For a failure: the schedule, how to run it again, and what was found. */
  String words() {
    return """
    %s
    run again: mvn -pl app -am -Pfaults verify -Dit.test=MixturesIT -Dfaults.seeds=%d
    hits: %s
    incidents: %s
    %d objects, %d states, %d events, %d versions, %d markers, %d repaired, %d repeats, %d bytes, %d s
    findings:
    %s\
    """
        .formatted(
            schedule.words(),
            schedule.seed(),
            hits,
            incidents.stream()
                .map(i -> i.place() + (i.resolved() ? "" : " (open)"))
                .collect(Collectors.joining(", ")),
            verdict.objects(),
            states,
            events,
            verdict.versions(),
            verdict.markers(),
            verdict.repaired(),
            verdict.repeats(),
            verdict.bytes(),
            took.toSeconds(),
            findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
  }
}
