package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.JobsSettings;
import fr.mangatheque.continuity.app.operator.Desks;
import fr.mangatheque.continuity.app.operator.WholeLedger;
import fr.mangatheque.continuity.processors.canary.CanaryJob;
import fr.mangatheque.continuity.processors.canary.CanaryStores;
import fr.mangatheque.continuity.processors.cdn.CdnJob;
import fr.mangatheque.continuity.processors.drill.Extent;
import fr.mangatheque.continuity.processors.job.DueTimes;
import fr.mangatheque.continuity.processors.job.JobPlan;
import fr.mangatheque.continuity.processors.job.JobSettings;
import fr.mangatheque.continuity.processors.job.Jobs;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.work.JobTask;
import fr.mangatheque.continuity.processors.work.JobWorker;
import fr.mangatheque.continuity.producer.tick.Schedule;
import fr.mangatheque.continuity.producer.tick.Ticker;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.provisioning.PartitionCounts;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts what is done by the clock: who tells the time, who decides on it, who runs the canary. */
final class JobParts {
  private static final String CANARY = "canary";
  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final Duration DRILL_GRACE = Duration.ofDays(7);

  private final Wiring wiring;
  private final Configuration configuration;

  JobParts(Wiring wiring) {
    this.wiring = wiring;
    this.configuration = wiring.configuration();
  }

  /** Who decides that a job begins. */
  Jobs decide(PartitionCounts partitions) {
    JobSettings settings =
        JobSettings.of(
            configuration.sources().keySet(),
            configuration.jobs().names().stream().map(this::plan).toList(),
            partitions.of(wiring.topics().ticks()),
            partitions.of(wiring.topics().jobReports()),
            configuration.dataDir().resolve("jobs"));
    Jobs jobs =
        wiring.add(
            "jobs",
            LocalState.start(
                "jobs",
                settings.stateDirectory(),
                () ->
                    new Jobs(
                        settings,
                        wiring.topics(),
                        wiring.kafka(),
                        wiring.deadLetters(),
                        wiring.metrics(),
                        wiring.clock()),
                Jobs::start));
    wiring.check("jobs", jobs::isRunning, jobs::describe);
    return jobs;
  }

  private JobPlan plan(ScheduleName name) {
    JobsSettings jobs = configuration.jobs();
    Optional<Schedule> schedule =
        jobs.schedules().stream().filter(it -> it.name().equals(name)).findFirst();
    DueTimes due = after -> schedule.flatMap(it -> it.next(after));
    if (Arrays.stream(Extent.values()).anyMatch(extent -> extent.job().equals(name.job()))) {
      return JobPlan.rare(name, due, DRILL_GRACE);
    }
    return new JobPlan(
        name,
        due,
        name.job().equals(CANARY) ? jobs.canaryLimit().plus(MARGIN) : JobPlan.USUAL_SILENCE);
  }

  /** Who proves the way. */
  void canary(Sources sources, Ledger ledger) {
    CanaryOrigins origins =
        wiring.add(
            "canary origins", CanaryOrigins.open(configuration.jobs().canaries(), wiring.clock()));
    List<CanaryStores> stores = sources.stores().stream().map(origins::stores).toList();
    work(
        CANARY,
        Set.of(CANARY),
        stores.size(),
        new CanaryJob(
            stores,
            NewestByLedger.of(wiring.topics(), wiring.kafka(), ledger),
            configuration.jobs().canaryLimit(),
            wiring.topics(),
            wiring.metrics(),
            wiring.clock()));
  }

  /** Who looks through CDNs. */
  void cdn(Rehearsals rehearsals) {
    if (rehearsals.cdns() > 0) {
      work(CdnJob.NAME, Set.of(CdnJob.NAME), rehearsals.cdns(), rehearsals.cdn());
    }
  }

  /**
   * Who rehearses restores, one at a time.
   *
   * @param limits of all endpoints
   */
  void drill(Rehearsals rehearsals, EndpointLimits limits, Ledger ledger) {
    S3Settings target = configuration.drills().target();
    if (target == null) {
      return;
    }
    S3ObjectStore scratch = wiring.add("scratch target", rehearsals.scratch());
    Desks none =
        new Desks(Set.of(), () -> Optional.of(List.of()), () -> Optional.of(List.of()), null);
    WholeLedger whole =
        wiring.add(
            "ledger for drills",
            new WholeLedger(
                new LedgerHoldings(ledger, none, configuration.lookup().scheme(), wiring.clock()),
                this::authorization));
    work(
        Extent.SAMPLE.job(),
        Arrays.stream(Extent.values()).map(Extent::job).collect(Collectors.toSet()),
        1,
        rehearsals.drill(scratch, limits.of(target.endpoint()), new PromisesOfLedger(whole)));
  }

  /** What this process shows to the others, which all have the same operators' tokens. */
  private List<String> authorization() {
    return configuration.operator().firstToken().map("Bearer "::concat).stream().toList();
  }

  private void work(String name, Set<String> jobs, int atATime, JobTask task) {
    JobWorker worker =
        wiring.add(
            name,
            new JobWorker(
                name, jobs, atATime, task, wiring.kafka(), wiring.topics(), wiring.clock()));
    worker.start();
    wiring.check(name, () -> worker.health().ready(), () -> worker.health().words());
  }

  /** Who tells the time. */
  void tick() {
    Ticker ticker =
        wiring.add(
            "ticker",
            new Ticker(
                configuration.jobs().schedules(), wiring.topics(), wiring.kafka(), wiring.clock()));
    ticker.start();
    wiring.check("ticker", () -> ticker.health().running(), () -> ticker.health().words());
  }
}
