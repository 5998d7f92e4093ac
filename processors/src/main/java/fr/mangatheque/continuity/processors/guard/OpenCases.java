package fr.mangatheque.continuity.processors.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the guards of the partitions of this process stand, for those who ask from outside their
 * threads. Written by the tasks, which own what they write. Thread-safe.
 */
final class OpenCases {
  private static final Pattern CASE = Pattern.compile("(.+)-\\d{8}-\\d{6}(-\\d+)?");

  private final ConcurrentMap<String, Standing> standings = new ConcurrentHashMap<>();

  private record Standing(Object owner, GuardState state) {}

  void put(String source, Object owner, GuardState state) {
    standings.put(source, new Standing(owner, state));
  }

  /** What {@code owner} wrote is no longer this process's. */
  void remove(Object owner) {
    standings.values().removeIf(standing -> standing.owner().equals(owner));
  }

  /** By source. */
  Map<String, GuardState> states() {
    Map<String, GuardState> all = new ConcurrentHashMap<>();
    standings.forEach((source, standing) -> all.put(source, standing.state()));
    return all;
  }

  long figure(String source, ToLongFunction<GuardState> figure) {
    Standing standing = standings.get(source);
    return standing == null ? 0 : figure.applyAsLong(standing.state());
  }

  boolean knowsSourceOf(String caseId) {
    Matcher named = CASE.matcher(caseId);
    return named.matches() && standings.containsKey(named.group(1));
  }

  boolean isOpen(String caseId) {
    return standings.values().stream().anyMatch(it -> caseId.equals(openCase(it.state())));
  }

  private static @Nullable String openCase(GuardState state) {
    return state.phase() instanceof Phase.Tripped(Phase.Case open) ? open.id() : null;
  }
}
