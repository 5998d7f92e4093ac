package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.state.StoredJob;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
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
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final JobSettings settings;
  private final InstantSource clock;
  private final KafkaStreams streams;

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
    streams =
        new KafkaStreams(
            JobTopology.of(topics, settings, metrics),
            configuration(settings, topics, kafka, deadLetters));
    streams.setUncaughtExceptionHandler(
        failure -> {
          log.atError().setCause(failure).log("A thread of the jobs failed and is replaced");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
  }

  static Properties configuration(
      JobSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    Map<String, Object> own = new HashMap<>(DeadLetterHandler.settings(deadLetters));
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "continuity-jobs");
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
        LogAndSkipOnInvalidTimestamp.class.getName());
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        kafka.instanceId() + "-jobs");
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    Properties properties = new Properties();
    properties.putAll(kafka.client(own));
    return properties;
  }

  /** Starts; returns at once. */
  public void start() {
    streams.start();
  }

  /**
   * How the schedules of this process's partitions stand, by name: each that is configured, and
   * each that was ever run by hand. What is missing of those configured is with other processes, or
   * is being taken over. Reads state that may run ahead of the last commit; does not wait;
   * thread-safe.
   */
  public List<JobView> views() {
    if (!streams.state().isRunningOrRebalancing()) {
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
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                JobProcessor.STORE, QueryableStoreTypes.<String, StoredJob>keyValueStore())
            .withPartition(partition));
  }

  /** Whether it has taken its partitions and works. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Its state in a word, for people. */
  public String describe() {
    return streams.state().name();
  }

  /** Commits and stops, within seconds. What was not committed is done again at the next start. */
  @Override
  public void close() {
    if (!streams.close(CLOSE_WITHIN)) {
      log.atWarn().log("The jobs did not stop in time; they go on where they committed last");
    }
  }
}
