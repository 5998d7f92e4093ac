package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.state.StoredJob;
import fr.mangatheque.continuity.schemas.streams.RunningTopology;
import fr.mangatheque.continuity.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs, running: ticks and reports in, requests and failures out, exactly once. Start it when
 * its topics exist. A stream thread that fails is replaced.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  private final JobSettings settings;
  private final InstantSource clock;
  private final RunningTopology topology;

  /**
   * @param deadLetters where records go that nobody can read
   * @param registry for what is counted
   */
  public Jobs(
      JobSettings settings,
      Topics topics,
      KafkaConnection kafka,
      DeadLetters deadLetters,
      MeterRegistry registry,
      InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    JobMetrics metrics = new JobMetrics(registry, clock, settings.plans().keySet());
    topology =
        new RunningTopology(
            "jobs",
            JobTopology.of(topics, settings, metrics),
            settings(settings, topics, kafka, deadLetters));
  }

  static StreamsSettings settings(
      JobSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    return StreamsSettings.of(
        "continuity-jobs", settings.stateDirectory(), topics, kafka, deadLetters);
  }

  /** Starts; returns at once. */
  public void start() {
    topology.start();
  }

  /**
   * How the schedules of this process's partitions stand, by name: each that is configured, and
   * each that was ever run by hand. What is missing of those configured is with other processes, or
   * is being taken over. Reads state that may run ahead of the last commit; does not wait;
   * thread-safe.
   */
  public List<JobView> views() {
    if (!topology.isHealthy()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<JobView> views = new ArrayList<>();
    for (int partition = 0; partition < settings.partitions(); partition++) {
      views.addAll(views(partition, now));
    }
    views.sort(Comparator.comparing(view -> view.schedule().toString()));
    return views;
  }

  private List<JobView> views(int partition, Instant now) {
    List<JobView> views = new ArrayList<>();
    try (KeyValueIterator<String, StoredJob> all = store(partition).all()) {
      while (all.hasNext()) {
        KeyValue<String, StoredJob> job = all.next();
        ScheduleName name = ScheduleName.parse(job.key);
        views.add(JobView.of(name, JobCodec.fromRecord(job.value), settings.plan(name), now));
      }
      return views;
    } catch (InvalidStateStoreException e) {
      log.atDebug()
          .addKeyValue("partition", partition)
          .addKeyValue("cause", e.toString())
          .log("These jobs are not this process's now");
      return List.of();
    } catch (IllegalStateException e) {
      log.atDebug().addKeyValue("cause", e.toString()).log("The jobs have stopped meanwhile");
      return List.of();
    }
  }

  private ReadOnlyKeyValueStore<String, StoredJob> store(int partition) {
    return topology
        .streams()
        .store(
            StoreQueryParameters.fromNameAndType(
                    JobProcessor.STORE, QueryableStoreTypes.<String, StoredJob>keyValueStore())
                .withPartition(partition));
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
