package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.operator.Desks;
import fr.mangatheque.continuity.app.operator.Holdings;
import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Failures;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Part;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import fr.mangatheque.continuity.processors.ledger.FailingPage;
import fr.mangatheque.continuity.processors.ledger.Finding;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.ledger.LedgerProcess;
import fr.mangatheque.continuity.processors.ledger.PartitionStanding;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows, by its ledger and what runs beside it.
 *
 * @param scheme how the other processes are reached
 */
record LedgerHoldings(Ledger ledger, Desks desks, String scheme, InstantSource clock)
    implements Holdings {
  @Override
  public Part part() {
    List<Standing> standings = new ArrayList<>();
    Set<Integer> partitions = new HashSet<>();
    for (PartitionStanding partition : ledger.standing()) {
      partitions.add(partition.partition());
      partition
          .sources()
          .forEach(
              (source, standing) ->
                  standings.add(LedgerAnswers.of(partition.partition(), source, standing)));
    }
    List<Pause> pauses = new ArrayList<>();
    ledger
        .pauses(clock.instant())
        .forEach((source, pause) -> pauses.add(LedgerAnswers.of(source, pause)));
    List<Silence> silences = new ArrayList<>();
    Supplier<Optional<List<Incident>>> notifier = desks.incidents();
    List<Job> jobs = read("jobs", desks.jobs(), silences);
    List<GuardCase> guard = read("guard", desks.guard(), silences);
    return new Part(
        partitions,
        standings,
        pauses,
        jobs,
        guard,
        notifier == null ? null : read("incidents", notifier, silences),
        silences);
  }

  private static <T> List<T> read(
      String what, Supplier<Optional<List<T>>> desk, List<Silence> silences) {
    return desk.get()
        .orElseGet(
            () -> {
              silences.add(
                  new Silence(what, List.of(), null, "it is starting, or moves between processes"));
              return List.of();
            });
  }

  @Override
  public Failures failing(@Nullable String source, int limit) {
    List<FailingObject> objects = new ArrayList<>();
    Set<Integer> heard = new TreeSet<>();
    String next = null;
    do {
      int page = Math.min(limit, FailingPage.LONGEST);
      FailingPage found = ledger.failing(source, page, next);
      found.objects().forEach(object -> objects.add(LedgerAnswers.of(object)));
      heard.addAll(found.partitions());
      next = found.next();
    } while (next != null && objects.size() < limit);
    List<Silence> silences = unheard(heard);
    objects.sort(Comparator.comparing(FailingObject::since));
    return new Failures(
        objects.stream().limit(limit).toList(),
        silences.isEmpty(),
        next != null || objects.size() > limit,
        silences);
  }

  /** Partitions that no process is known to have, or that this one has and cannot read. */
  private List<Silence> unheard(Set<Integer> heard) {
    Set<Integer> missing = new TreeSet<>();
    for (int partition = 0; partition < ledger.partitions(); partition++) {
      if (!heard.contains(partition)) {
        missing.add(partition);
      }
    }
    processes().others().values().forEach(missing::removeAll);
    return missing.isEmpty()
        ? List.of()
        : List.of(
            new Silence("ledger", List.copyOf(missing), null, "they are moving between processes"));
  }

  @Override
  public Located find(ObjectId object) {
    return switch (ledger.find(object)) {
      case Finding.Found(var view) -> new Located.Here(LedgerAnswers.of(view));
      case Finding.Unknown() -> new Located.Nowhere();
      case Finding.Elsewhere(String host, int port) -> new Located.At(process(host, port));
      case Finding.Unavailable(String why) -> new Located.Unavailable(why);
    };
  }

  @Override
  public Processes processes() {
    Map<URI, Set<Integer>> others = new HashMap<>();
    for (LedgerProcess process : ledger.processes()) {
      String host = process.host();
      if (!process.self() && host != null) {
        others.put(process(host, process.port()), Set.copyOf(process.partitions()));
      }
    }
    return new Processes(ledger.partitions(), others);
  }

  @Override
  public Set<String> expectedJobs() {
    return desks.expectedJobs();
  }

  private URI process(String host, int port) {
    return Addresses.of(scheme, host, port);
  }
}
