package fr.mangatheque.continuity.schemas.streams;

import java.time.Duration;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology that runs. Start it when its topics exist. A thread of it that fails is replaced.
 * Thread-safe.
 */
public final class RunningTopology implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningTopology.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final String name;
  private final KafkaStreams streams;

  /**
   * @param name what people call it, in the log
   */
  public RunningTopology(String name, Topology topology, StreamsSettings settings) {
    this.name = name;
    streams = new KafkaStreams(topology, settings.properties());
    streams.setUncaughtExceptionHandler(
        failure -> {
          log.atError()
              .setCause(failure)
              .addKeyValue("topology", name)
              .log("A thread of a topology failed and is replaced");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
  }

  /** Starts; returns at once. */
  public void start() {
    streams.start();
  }

  /** To query its stores. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Whether it works or is about to: a rebalance is no failure. */
  public boolean isHealthy() {
    return streams.state().isRunningOrRebalancing();
  }

  /** Whether it has taken its partitions and works. */
  public boolean isRunning() {
    return streams.state() == State.RUNNING;
  }

  /** Its state in a word, for people. */
  public String describe() {
    return streams.state().name();
  }

  /** Commits and stops, within seconds. What was not committed is done again at the next start. */
  @Override
  public void close() {
    if (!streams.close(CloseOptions.timeout(CLOSE_WITHIN))) {
      log.atWarn()
          .addKeyValue("topology", name)
          .log("A topology did not stop in time; it goes on where it committed last");
    }
  }
}
