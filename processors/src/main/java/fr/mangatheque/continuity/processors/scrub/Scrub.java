package fr.mangatheque.continuity.processors.scrub;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.streams.RunningTopology;
import fr.mangatheque.continuity.schemas.streams.StreamsSettings;

/**
 * The job {@code scrub}, running: a run of it grants each partition of the ledger what may be read
 * back of the source's backup. Start it when its topics exist. A stream thread that fails is
 * replaced.
 */
public final class Scrub implements AutoCloseable {

  private final RunningTopology topology;

  /**
   * @param deadLetters where records go that nobody can read
   */
  public Scrub(
      ScrubSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    topology =
        new RunningTopology(
            "scrub",
            ScrubTopology.of(topics, settings),
            settings(settings, topics, kafka, deadLetters));
  }

  static StreamsSettings settings(
      ScrubSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    return StreamsSettings.of(
        "continuity-scrub", settings.stateDirectory(), topics, kafka, deadLetters);
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
