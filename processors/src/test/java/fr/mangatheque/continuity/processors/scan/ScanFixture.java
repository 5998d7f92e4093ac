package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Two clouds, topics of its own on a broker, a coordinator, and workers as a test wants them. */
final class ScanFixture implements AutoCloseable {
  static final String SOURCE = "uploads";
  static final int PARTITIONS = 3;

  final S3Server originServer = S3Server.start();
  final S3Server backupServer = S3Server.start();
  final Bucket origin = originServer.createBucket("uploads");
  final Bucket backup = backupServer.createBucket("safe");
  final BackupLayout layout = new BackupLayout("site/");
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Topics topics =
      Topics.of(
          "t" + UUID.randomUUID().toString().substring(0, 8) + ".",
          WireSerdes.open(Optional.empty()));
  private final EmbeddedKafka broker;
  private final EndpointLimits limits = new EndpointLimits(16, Map.of(), InstantSource.system());
  private final List<AutoCloseable> open = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScanSource source;
  private final ScanPolicy policy;
  private final Path directory;
  private ScanCoordinator coordinator;

  ScanFixture(EmbeddedKafka broker, Path directory, ScanPolicy policy) {
    this.broker = broker;
    this.policy = policy;
    this.directory = directory;
    TopicProvisioning.ensure(
        connection("test"), topics, new TopicSettings(PARTITIONS, 1), Duration.ofSeconds(30));
    source =
        new ScanSource(
            SOURCE,
            store(originServer, "uploads"),
            limits.of(originServer.endpoint()),
            store(backupServer, "safe"),
            limits.of(backupServer.endpoint()),
            layout);
    producer =
        new KafkaProducer<>(
            connection("test").client(Map.of("acks", "all")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    coordinator = coordinator("first");
  }

  private ScanCoordinator coordinator(String state) {
    ScanSettings settings =
        new ScanSettings(Set.of(SOURCE), policy, directory.resolve("coordinator-" + state));
    ScanCoordinator started =
        new ScanCoordinator(
            settings, topics, connection("coordinator"), registry, InstantSource.system());
    open.addFirst(started);
    started.start();
    return started;
  }

  void stopCoordinator() {
    coordinator.close();
  }

  /**
   * Starts it again.
   *
   * @param state the name of its directory: {@code first} is what it had at first, any other is
   *     empty, as on another machine
   */
  void restartCoordinator(String state) {
    coordinator = coordinator(state);
  }

  private KafkaConnection connection(String instance) {
    return new KafkaConnection(broker.bootstrapServers(), instance, Map.of());
  }

  private S3ObjectStore store(S3Server server, String bucket) {
    S3ObjectStore store =
        S3ObjectStore.open(
            S3Settings.of(
                server.endpoint(),
                server.region(),
                bucket,
                server.accessKeyId(),
                server.secretAccessKey()),
            InstantSource.system());
    open.add(store);
    return store;
  }

  ScanWorker startWorker(String instance) {
    ScanWorker worker =
        new ScanWorker(
            connection(instance), topics, List.of(source), 4, registry, InstantSource.system());
    open.addFirst(worker);
    worker.start();
    return worker;
  }

  /** Asks for a run, and says under which id. */
  String ask(String job) throws Exception {
    String schedule = SOURCE + "/" + job;
    Instant now = Instant.ofEpochMilli(InstantSource.system().millis());
    String runId = schedule + "@" + UUID.randomUUID();
    JobRequest request =
        JobRequest.newBuilder()
            .setRunId(runId)
            .setSchedule(schedule)
            .setSource(SOURCE)
            .setJob(job)
            .setDueAt(now)
            .setRequestedAt(now)
            .setBy("test")
            .build();
    send(
        topics.jobRequests(),
        schedule,
        topics.jobRequests().valueSerde().serializer().serialize("", request));
    return runId;
  }

  void send(Topic<?> topic, String key, byte[] value) throws Exception {
    producer
        .send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
        .get(30, TimeUnit.SECONDS);
  }

  /** A version of a key in the backup, as a copy would have left it. */
  String protect(String key, Instant at, byte[] bytes) {
    var entry =
        new EntryName.Version(at, Sha256.of(Digests.sha256().digest(bytes)), new ETag("e"), 0);
    String name = layout.entry(new ObjectKey(key), entry).value();
    backup.put(name, bytes);
    return entry.format();
  }

  List<JobReport> reports(String runId) {
    return read(topics.jobReports()).stream().filter(it -> it.getRunId().equals(runId)).toList();
  }

  <T> List<T> read(Topic<T> topic) {
    return records(topic).stream()
        .map(record -> topic.valueSerde().deserializer().deserialize("", record.value()))
        .toList();
  }

  /** All that a topic holds now, what was committed. */
  List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
    return broker.read(topic.name());
  }

  @Override
  public void close() throws Exception {
    producer.close();
    for (AutoCloseable each : open) {
      each.close();
    }
    originServer.close();
    backupServer.close();
  }
}
