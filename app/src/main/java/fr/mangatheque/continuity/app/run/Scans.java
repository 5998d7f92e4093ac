package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.processors.scan.ScanCoordinator;
import fr.mangatheque.continuity.processors.scan.ScanSettings;
import fr.mangatheque.continuity.processors.scan.ScanWorker;

/** Starts what lists buckets: who decides, and who lists. */
final class Scans {
  private Scans() {}

  static void start(Wiring wiring, Sources sources) {
    ScanSettings settings =
        new ScanSettings(
            wiring.configuration().sources().keySet(),
            wiring.configuration().scan().policy(),
            wiring.configuration().dataDir().resolve("scan"));
    ScanCoordinator coordinator =
        wiring.add(
            "scans",
            LocalState.start(
                "scans",
                settings.stateDirectory(),
                () ->
                    new ScanCoordinator(
                        settings,
                        wiring.topics(),
                        wiring.kafka(),
                        wiring.metrics(),
                        wiring.clock()),
                ScanCoordinator::start));
    wiring.check("scans", coordinator::isRunning, coordinator::describe);
    ScanWorker worker =
        wiring.add(
            "scan worker",
            new ScanWorker(
                wiring.kafka(),
                wiring.topics(),
                sources.scanSources(),
                wiring.configuration().scan().concurrency(),
                wiring.metrics(),
                wiring.clock()));
    worker.start();
    wiring.check("scan worker", () -> worker.health().ready(), () -> worker.health().words());
  }
}
