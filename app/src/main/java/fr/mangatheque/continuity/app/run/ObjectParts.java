package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.processors.copy.CopyWorker;
import fr.mangatheque.continuity.processors.copy.Failpoints;
import fr.mangatheque.continuity.processors.copy.SourceStores;
import fr.mangatheque.continuity.processors.guard.Guard;
import fr.mangatheque.continuity.processors.guard.GuardSettings;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.ledger.LedgerSettings;
import fr.mangatheque.continuity.processors.scrub.Scrub;
import fr.mangatheque.continuity.processors.scrub.ScrubSettings;
import fr.mangatheque.continuity.schemas.provisioning.PartitionCounts;
import java.util.List;

/** Starts what is done about objects: who decides on copies and deletions, who copies and reads. */
final class ObjectParts {
  private final Wiring wiring;
  private final Configuration configuration;
  private final PartitionCounts partitions;

  ObjectParts(Wiring wiring, PartitionCounts partitions) {
    this.wiring = wiring;
    this.configuration = wiring.configuration();
    this.partitions = partitions;
  }

  /** Who decides what is asked of the copy workers. */
  Ledger decide() {
    int inputs = partitions.of(wiring.topics().objectChanges());
    LedgerSettings settings =
        new LedgerSettings(
            configuration.sources().keySet(),
            inputs,
            LedgerSettings.window(configuration.copy().concurrency(), inputs),
            configuration.ledger(),
            configuration.dataDir().resolve("ledger"),
            Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4),
            configuration.lookup().advertisedAuthority());
    Ledger started =
        wiring.add(
            "ledger",
            LocalState.start(
                "ledger",
                settings.stateDirectory(),
                () ->
                    new Ledger(
                        settings,
                        wiring.topics(),
                        wiring.kafka(),
                        wiring.deadLetters(),
                        wiring.metrics()),
                Ledger::start));
    wiring.check("ledger", started::isRunning, started::describe);
    return started;
  }

  /** Who decides on deletions. */
  Guard guard() {
    GuardSettings settings =
        new GuardSettings(
            configuration.guard(),
            partitions.of(wiring.topics().deletions()),
            configuration.dataDir().resolve("guard"));
    Guard started =
        wiring.add(
            "guard",
            LocalState.start(
                "guard",
                settings.stateDirectory(),
                () ->
                    new Guard(
                        settings,
                        wiring.topics(),
                        wiring.kafka(),
                        wiring.deadLetters(),
                        wiring.metrics()),
                Guard::start));
    wiring.check("guard", started::isRunning, started::describe);
    return started;
  }

  /** Who copies. */
  void copy(Sources sources) {
    List<SourceStores> stores = sources.stores();
    EndpointMetrics.register(sources.limits(), wiring.metrics());
    CopyWorker worker =
        wiring.add(
            "copy worker",
            new CopyWorker(
                wiring.kafka(),
                wiring.topics(),
                stores,
                configuration.copy(),
                wiring.metrics(),
                wiring.clock(),
                Failpoints.fromProperty()));
    worker.start();
    wiring.check("copy worker", () -> worker.health().ready(), () -> worker.health().words());
  }

  /** Who says how much is read back. */
  void scrub() {
    ScrubSettings settings =
        new ScrubSettings(
            configuration.sources().keySet(),
            configuration.scrub(),
            partitions.of(wiring.topics().objectChanges()),
            configuration.dataDir().resolve("scrub"));
    Scrub scrub =
        wiring.add(
            "scrub",
            LocalState.start(
                "scrub",
                settings.stateDirectory(),
                () -> new Scrub(settings, wiring.topics(), wiring.kafka(), wiring.deadLetters()),
                Scrub::start));
    wiring.check("scrub", scrub::isRunning, scrub::describe);
  }
}
