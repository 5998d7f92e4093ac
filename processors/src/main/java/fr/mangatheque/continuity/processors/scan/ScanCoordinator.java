package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.streams.RunningTopology;
import fr.mangatheque.continuity.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * The coordinator of scans, running: runs of jobs and results of slices in, slices and reports out,
 * exactly once. Start it when its topics exist. A stream thread that fails is replaced.
 */
public final class ScanCoordinator implements AutoCloseable {

  private final RunningTopology topology;

  /**
   * @param registry for what is measured; Prometheus or any other
   */
  public ScanCoordinator(
      ScanSettings settings,
      Topics topics,
      KafkaConnection kafka,
      MeterRegistry registry,
      InstantSource clock) {
    topology =
        new RunningTopology(
            "scans",
            ScanTopology.of(topics, settings, new ScanMetrics(registry, clock)),
            settings(settings, topics, kafka, new DeadLetters(topics, clock)));
  }

  static StreamsSettings settings(
      ScanSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    return StreamsSettings.of(
        "continuity-scan", settings.stateDirectory(), topics, kafka, deadLetters);
  }

  /** Starts; returns at once. */
  public void start() {
    topology.start();
  }

  /** Whether it has taken its partitions and works. */
  public boolean isRunning() {
    return topology.isRunning();
  }

  /** Its state in a word, for people. */
  public String describe() {
    return topology.describe();
  }

  /** Commits and stops, within seconds. What was not committed is done again at the next start. */
  @Override
  public void close() {
    topology.close();
  }
}
