package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the machine over one cause as the processor does, states written and read between steps, and
 * looks at what is due as soon as it is.
 */
final class MachineBench {
  static final Cause CAUSE = new Cause(Stage.BACKUP, "UNREACHABLE", "uploads");

  /** What is due; without an object the incident is. */
  private record Due(Instant at, Optional<String> object) {}

  private final IncidentMachine machine;
  private final Map<String, Failure> failing = new HashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private IncidentState state = new IncidentState.Calm();
  private Instant now = IncidentBench.START;

  MachineBench(IncidentTiming timing) {
    machine = new IncidentMachine(timing, _ -> List.of("pager"));
  }

  Instant now() {
    return now;
  }

  void raise(String object, boolean permanent, @Nullable Duration clearsAfter) {
    Instant clearsAt = clearsAfter == null ? null : now.plus(clearsAfter);
    step(object, new Input.Raised(CAUSE, object, permanent, now, now, clearsAt, "detail"));
  }

  void clear(String object) {
    step(object, new Input.Cleared());
  }

  void passes(Duration time) {
    Instant until = now.plus(time);
    for (Optional<Due> due = next(until); due.isPresent(); due = next(until)) {
      now = due.get().at();
      due.get()
          .object()
          .ifPresentOrElse(
              object -> step(object, new Input.FailureDue()),
              () -> step(null, new Input.IncidentDue()));
    }
    now = until;
  }

  IncidentState state() {
    return state;
  }

  List<Notice> notices() {
    return notices;
  }

  long counted() {
    return switch (state) {
      case IncidentState.Calm _, IncidentState.Resolved _ -> 0;
      case IncidentState.Watched it -> it.tally().failing();
      case IncidentState.Open it -> it.tally().failing();
      case IncidentState.Settling it -> it.tally().failing();
    };
  }

  private void step(@Nullable String object, Input input) {
    Failure before = object == null ? null : failing.get(object);
    Step step = machine.step(state, before, input, now);
    state = StoredStates.read(StoredStates.write(step.state()));
    if (object != null) {
      Failure after = StoredStates.read(StoredStates.write(step.failure()));
      if (after == null) {
        failing.remove(object);
      } else {
        failing.put(object, after);
      }
    }
    if (step.notice() != null) {
      notices.add(step.notice());
    }
  }

  private Optional<Due> next(Instant until) {
    Stream<Due> objects =
        failing.entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().due().stream()
                        .map(at -> new Due(at, Optional.of(entry.getKey()))));
    Stream<Due> incident = machine.due(state).stream().map(at -> new Due(at, Optional.empty()));
    return Stream.concat(objects, incident)
        .filter(due -> !due.at().isAfter(until))
        .min(Comparator.comparing(Due::at));
  }
}
