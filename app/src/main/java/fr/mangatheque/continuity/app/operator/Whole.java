package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Part;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all processes know, put together: while a partition moves, two may tell of it, and it counts
 * once; or none, and that is told.
 *
 * @param incidents null if no process that answered keeps them
 */
record Whole(
    List<Standing> standings,
    Map<String, Pause> pauses,
    List<Job> jobs,
    List<GuardCase> guard,
    @Nullable List<Incident> incidents,
    List<Silence> silences) {
  private static final int NAMED = 3;

  /**
   * @param expected the jobs that are to be told of, as {@code source/job}
   * @param silent of the processes that did not answer
   */
  static Whole of(
      Holdings.Processes processes, Set<String> expected, List<Part> parts, List<Silence> silent) {
    Set<Integer> heard = new HashSet<>();
    List<Standing> standings = new ArrayList<>();
    Map<String, Pause> pauses = new HashMap<>();
    List<Incident> incidents = new ArrayList<>();
    List<Silence> silences = new ArrayList<>(silent);
    for (Part part : parts) {
      Set<Integer> news = new HashSet<>(part.partitions());
      news.removeAll(heard);
      heard.addAll(news);
      part.standings().stream().filter(s -> news.contains(s.partition())).forEach(standings::add);
      part.pauses().forEach(pause -> pauses.put(pause.source(), pause));
      if (part.incidents() != null) {
        incidents.addAll(part.incidents());
      }
      silences.addAll(part.silences());
    }
    silences.addAll(missing(processes, heard, silences));
    Map<String, Job> jobs = distinct(parts, Part::jobs, job -> job.source() + "/" + job.job());
    missing(expected, jobs.keySet(), silences).ifPresent(silences::add);
    return new Whole(
        standings,
        pauses,
        List.copyOf(jobs.values()),
        List.copyOf(distinct(parts, Part::guard, GuardCase::id).values()),
        parts.stream().allMatch(part -> part.incidents() == null) ? null : sorted(incidents),
        silences);
  }

  private static List<Incident> sorted(List<Incident> incidents) {
    return incidents.stream().sorted(Comparator.comparing(Incident::openedAt)).toList();
  }

  /** By their names, sorted. */
  private static <T> SortedMap<String, T> distinct(
      List<Part> parts, Function<Part, List<T>> of, Function<T, String> key) {
    SortedMap<String, T> all = new TreeMap<>();
    parts.forEach(part -> of.apply(part).forEach(each -> all.putIfAbsent(key.apply(each), each)));
    return all;
  }

  /** Jobs that nobody told of, but those of whoever's silence is told already. */
  private static Optional<Silence> missing(
      Set<String> expected, Set<String> jobs, List<Silence> told) {
    SortedSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(jobs);
    boolean explained =
        told.stream().map(Silence::what).anyMatch(Set.of("process", "jobs")::contains);
    return missing.isEmpty() || explained
        ? Optional.empty()
        : Optional.of(
            new Silence(
                "jobs",
                List.of(),
                null,
                "no process tells of "
                    + named(missing)
                    + ": they are starting, or move between processes, or the one that had them"
                    + " has ended"));
  }

  private static String named(SortedSet<String> jobs) {
    String first = jobs.stream().limit(NAMED).collect(Collectors.joining(", "));
    return jobs.size() > NAMED ? first + " and " + (jobs.size() - NAMED) + " more jobs" : first;
  }

  /** Partitions that nobody told of, but those of processes whose silence is told already. */
  private static List<Silence> missing(
      Holdings.Processes processes, Set<Integer> heard, List<Silence> told) {
    Set<Integer> missing = new TreeSet<>();
    for (int partition = 0; partition < processes.partitions(); partition++) {
      if (!heard.contains(partition)) {
        missing.add(partition);
      }
    }
    told.forEach(silence -> silence.partitions().forEach(missing::remove));
    Map<URI, List<Integer>> kept = new TreeMap<>();
    processes
        .others()
        .forEach(
            (process, partitions) -> {
              List<Integer> its = partitions.stream().filter(missing::contains).sorted().toList();
              if (!its.isEmpty()) {
                kept.put(process, its);
              }
            });
    List<Silence> silences = new ArrayList<>();
    kept.forEach(
        (process, its) -> {
          its.forEach(missing::remove);
          silences.add(
              new Silence("ledger", its, process.toString(), "it cannot read them at the moment"));
        });
    if (!missing.isEmpty()) {
      silences.add(
          new Silence(
              "ledger",
              List.copyOf(missing),
              null,
              "no process has them: they are moving between processes, or the one that had them"
                  + " has ended"));
    }
    return silences;
  }
}
