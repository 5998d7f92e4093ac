package fr.mangatheque.continuity.app.faults;

import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.verifier.Check;
import fr.mangatheque.continuity.testkit.verifier.Finding;
import fr.mangatheque.continuity.testkit.verifier.Incident;
import fr.mangatheque.continuity.testkit.verifier.Promise;
import fr.mangatheque.continuity.testkit.verifier.Verdict;
import fr.mangatheque.continuity.testkit.verifier.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one schedule against the real pipeline: plays it, ends what is left of its faults, waits
 * until all has healed, and has it verified. One thread's.
 */
final class FaultRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FaultRun.class);
  private static final Duration TO_START = Duration.ofMinutes(4);
  private static final Duration TO_STRIKE = Duration.ofMinutes(6);
  private static final Duration TO_HEAL = Duration.ofMinutes(6);
  private static final Duration TO_CALM = Duration.ofMinutes(3);

  private final Schedule schedule;
  private final Path directory;
  private final FaultSite site;
  private final Fleet fleet;
  private final Teller teller;
  private final Application application;
  private final Scene scene;
  private final Map<Integer, Injection> running = new LinkedHashMap<>();
  private final Map<Integer, Injection> over = new LinkedHashMap<>();
  private final Map<Integer, FaultKind> kinds = new LinkedHashMap<>();
  private final Map<FaultKind, Integer> hits = new EnumMap<>(FaultKind.class);
  private final List<Finding> unhealed = new ArrayList<>();

  /** Against one process. */
  FaultRun(Schedule schedule, Path directory) throws IOException {
    this(schedule, directory, 0);
  }

  /**
   * @param processes that share a broker of their own; 0 for one with its broker in it
   */
  FaultRun(Schedule schedule, Path directory, int processes) throws IOException {
    this.schedule = schedule;
    this.directory = directory;
    this.site = new FaultSite(directory, schedule.seed());
    this.fleet = processes == 0 ? Fleet.ofOne(site) : Fleet.of(processes, site, directory);
    this.teller = new Teller(fleet::port);
    this.application = new Application(site, teller, schedule.seed());
    Operator operator = new Operator(fleet::operatorPort);
    this.scene = new Scene(site, fleet, application, operator, new Random(schedule.seed() + 7));
  }

  /** Runs it all. */
  RunReport run() throws Exception {
    long start = System.nanoTime();
    await().atMost(TO_START).until(() -> fleet.port() > 0);
    try (Verifier verifier = site.verifier()) {
      return run(verifier, start);
    }
  }

  private RunReport run(Verifier verifier, long start) throws Exception {
    play(verifier);
    endAll();
    heal(verifier);
    Verdict verdict = verifier.verify(promise());
    List<Finding> findings = new ArrayList<>(verdict.findings());
    unhealed.stream().filter(finding -> !findings.contains(finding)).forEach(findings::add);
    findings.addAll(people());
    if (!findings.isEmpty()) {
      Reports.keepLogs(directory, schedule);
    }
    return new RunReport(
        schedule,
        verdict,
        findings,
        site.journal().states(),
        teller.told(),
        application.lostEvents(),
        application.forgedEvents(),
        hits,
        site.incidents().incidents(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void play(Verifier verifier) throws Exception {
    long start = System.nanoTime();
    for (Move move : schedule.moves()) {
      long wait = start + Duration.ofMillis(move.at()).toNanos() - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      long asPlanned = Math.max(System.nanoTime(), start + Duration.ofMillis(move.at()).toNanos());
      make(move, verifier);
      // what took longer than nothing puts off all that follows
      start += System.nanoTime() - asPlanned;
    }
    application.flush();
  }

  private void make(Move move, Verifier verifier) throws Exception {
    switch (move) {
      case Move.Upload upload -> application.upload(upload);
      case Move.Remove remove -> application.remove(remove.key(), remove.fate());
      case Move.Forge forge -> application.forge(forge.key());
      case Move.Begin begin -> {
        log.atInfo().addKeyValue("fault", begin.kind()).log("A fault begins");
        kinds.put(begin.fault(), begin.kind());
        running.put(begin.fault(), begin.kind().begin(scene));
      }
      case Move.End end -> {
        if (hasStruck(end.fault())) {
          end(end.fault());
        }
      }
      case Move.Heal _ -> {
        endAll();
        application.flush();
        heal(verifier);
        site.journal().provenNow();
      }
    }
  }

  /** Ends each fault that is left once it has struck, and keeps uploading until all have. */
  private void endAll() throws Exception {
    int[] extra = {0};
    try {
      await()
          .atMost(TO_STRIKE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                for (int fault : List.copyOf(running.keySet())) {
                  if (hasStruck(fault)) {
                    end(fault);
                  }
                }
                if (!running.isEmpty()) {
                  application.uploadExtra(extra[0]++);
                }
                return running.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      for (int fault : List.copyOf(running.keySet())) {
        log.atError().addKeyValue("fault", kinds.get(fault)).log("A fault did not strike");
        end(fault);
      }
    }
  }

  /** Whether it did harm, and people heard of it if they have to: before that it is not over. */
  private boolean hasStruck(int fault) {
    Injection injection = running.get(fault);
    return injection != null
        && injection.hits() > 0
        && kind(fault).needed().stream()
            .allMatch(
                place ->
                    site.incidents().incidents().stream()
                        .anyMatch(incident -> incident.place().equals(place)));
  }

  private void end(int fault) throws Exception {
    Injection injection = running.remove(fault);
    FaultKind kind = kinds.get(fault);
    if (injection == null || kind == null) {
      return;
    }
    injection.end();
    log.atInfo().addKeyValue("fault", kind).addKeyValue("hits", injection.hits()).log("It ends");
    over.put(fault, injection);
  }

  /**
   * Waits until the backup is as the source is. What events bring about needs no help; what only a
   * person can mend is tried again hourly, or when an operator says so; and what was never told of,
   * or what the backup did not keep, the next audit finds.
   */
  private void heal(Verifier verifier) {
    log.atInfo().log("All faults are over, and it is to heal");
    await().atMost(TO_HEAL).until(() -> teller.toldAll() && application.nothingIsLate());
    Help help = new Help(fleet);
    try {
      await()
          .atMost(TO_HEAL)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                List<Finding> pending = verifier.pending(promise());
                if (!pending.isEmpty()) {
                  help.whenDue();
                }
                return pending.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      unhealed.addAll(verifier.pending(promise()));
      log.atError()
          .addKeyValue("pending", unhealed)
          .log("The backup did not become what the source is");
    }
  }

  private List<Finding> people() {
    List<String> needed = new ArrayList<>();
    over.forEach(
        (fault, injection) -> {
          FaultKind kind = kind(fault);
          hits.merge(kind, injection.hits(), Integer::sum);
          needed.addAll(kind.needed());
        });
    log.atInfo().addKeyValue("open", site.incidents().open()).log("It has healed");
    Help help = new Help(fleet);
    try {
      await()
          .atMost(TO_CALM)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                List<Finding> findings =
                    site.incidents().compare(needed, _ -> true, FaultKind::lasts);
                if (!findings.isEmpty()) {
                  // of a key that never was only an operator makes an end; of a listing the next
                  help.whenDue();
                }
                return findings.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      log.atError()
          .addKeyValue("findings", site.incidents().compare(needed, _ -> true, FaultKind::lasts))
          .log("People were not told what they had to be");
    }
    List<Finding> findings =
        new ArrayList<>(site.incidents().compare(needed, this::explained, FaultKind::lasts));
    hits.forEach(
        (kind, count) -> {
          if (count == 0) {
            findings.add(new Finding(Check.RAISED, kind.name(), "this fault never struck"));
          }
        });
    return findings;
  }

  private FaultKind kind(int fault) {
    FaultKind kind = kinds.get(fault);
    if (kind == null) {
      throw new IllegalStateException("fault " + fault + " was never begun");
    }
    return kind;
  }

  /** Whether something was done to the pipeline that people may well hear of. */
  private boolean explained(Incident incident) {
    boolean missed = incident.cause().equals("MISSED_EVENTS") && application.lostEvents() > 0;
    return missed || kinds.values().stream().anyMatch(kind -> kind.explains(incident));
  }

  private Promise promise() {
    return fleet.isShared() ? Promise.REPEATING : Promise.STRICT;
  }

  @Override
  public void close() throws InterruptedException {
    teller.close();
    fleet.close();
    site.close();
  }
}
