package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.processors.scan.ScanCoordinator;
import fr.mangatheque.continuity.processors.scan.ScanSettings;
import fr.mangatheque.continuity.processors.scan.ScanWorker;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** Starts what lists buckets: who decides, and who lists. */
final class Scans {
  private Scans() {}

  static void start(
      Configuration configuration,
      Topics topics,
      KafkaConnection kafka,
      Sources sources,
      MeterRegistry metrics,
      InstantSource clock,
      Parts parts,
      List<HealthCheck> checks) {
    ScanSettings settings =
        new ScanSettings(
            configuration.sources().keySet(),
            configuration.scan().policy(),
            configuration.dataDir().resolve("scan"));
    ScanCoordinator coordinator =
        parts.add(
            "scans",
            LocalState.start(
                "scans",
                settings.stateDirectory(),
                () -> new ScanCoordinator(settings, topics, kafka, metrics, clock),
                ScanCoordinator::start));
    checks.add(new Check("scans", coordinator::isRunning, coordinator::describe));
    ScanWorker worker =
        parts.add(
            "scan worker",
            new ScanWorker(
                kafka,
                topics,
                sources.scanSources(),
                configuration.scan().concurrency(),
                metrics,
                clock));
    worker.start();
    checks.add(
        new Check("scan worker", () -> worker.health().ready(), () -> worker.health().words()));
  }
}
