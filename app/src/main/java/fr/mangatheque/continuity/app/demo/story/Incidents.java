package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.watch.Alert;
import fr.mangatheque.continuity.app.demo.watch.OnCall;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Incidents of a kind that on-call heard of since this was made. */
final class Incidents {
  private final OnCall onCall;
  private final Predicate<Alert> kind;
  private final Set<String> earlier;

  Incidents(OnCall onCall, Predicate<Alert> kind) {
    this.onCall = onCall;
    this.kind = kind;
    this.earlier = onCall.alerts().stream().map(Alert::incident).collect(Collectors.toSet());
  }

  int raised() {
    return count(Alert::opened);
  }

  /** Distinct causes of those raised. */
  int causes() {
    return (int) fresh(Alert::opened).map(Alert::causeClass).distinct().count();
  }

  int cleared() {
    return count(Alert::resolved);
  }

  private int count(Predicate<Alert> stage) {
    return (int) fresh(stage).map(Alert::incident).distinct().count();
  }

  private Stream<Alert> fresh(Predicate<Alert> stage) {
    return onCall.alerts().stream()
        .filter(kind.and(stage))
        .filter(alert -> !earlier.contains(alert.incident()));
  }
}
