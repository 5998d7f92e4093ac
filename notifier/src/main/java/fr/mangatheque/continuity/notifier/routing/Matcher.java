package fr.mangatheque.continuity.notifier.routing;

import fr.mangatheque.continuity.notifier.incident.Cause;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.util.Set;

/**
 * Which incidents a route is for: those that meet all conditions.
 *
 * @param atLeast how urgent at least
 * @param sources names of sources; empty for any, also for none
 * @param stages where; empty for anywhere
 * @param causeClasses upper-case names of causes; empty for any
 */
public record Matcher(
    Severity atLeast, Set<String> sources, Set<Stage> stages, Set<String> causeClasses) {
  /** Matches every incident. */
  public static final Matcher ANY = new Matcher(Severity.INFO, Set.of(), Set.of(), Set.of());

  public Matcher {
    sources = Set.copyOf(sources);
    stages = Set.copyOf(stages);
    causeClasses = Set.copyOf(causeClasses);
  }

  boolean matches(Severity severity, Cause cause) {
    return urgency(severity) >= urgency(atLeast)
        && (sources.isEmpty() || (cause.source() != null && sources.contains(cause.source())))
        && (stages.isEmpty() || stages.contains(cause.stage()))
        && (causeClasses.isEmpty() || causeClasses.contains(cause.causeClass()));
  }

  /** A severity that this version does not know may be the worst. */
  private static int urgency(Severity severity) {
    return switch (severity) {
      case INFO -> 0;
      case WARNING -> 1;
      case CRITICAL, UNKNOWN -> 2;
    };
  }
}
