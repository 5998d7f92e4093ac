package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ReasonHeader;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Two clouds, topics of its own on a broker, and workers that copy between the clouds. */
final class WorkerFixture implements AutoCloseable {
  static final String SOURCE = CopyFixture.SOURCE;

  final S3Server originServer = S3Server.start();
  final S3Server backupServer = S3Server.start();
  final Bucket origin = originServer.createBucket("uploads");
  final Bucket backup = backupServer.createBucket("safe");
  final Topics topics =
      Topics.of(
          "t" + UUID.randomUUID().toString().substring(0, 8) + ".",
          WireSerdes.open(Optional.empty()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Broker broker;
  private final Path dir;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;

  WorkerFixture(Broker broker, Path dir, int partitions) {
    this.broker = broker;
    this.dir = dir;
    broker.create(topics, partitions);
    this.producer =
        new KafkaProducer<>(
            broker.connection("test").client(Map.of("acks", "all")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  CopyWorker startWorker(String instance) {
    return startWorker(instance, CopyFixture.settings(dir));
  }

  CopyWorker startWorker(String instance, CopySettings settings) {
    return startWorker(broker.connection(instance), settings);
  }

  CopyWorker startWorker(KafkaConnection kafka, CopySettings settings) {
    SourceStores stores =
        CopyFixture.stores(
            open(originServer, "uploads"),
            open(backupServer, "safe").obeying(EndpointTraits.FULL),
            new EndpointLimits(settings.concurrency(), Map.of(), InstantSource.system()));
    CopyWorker worker =
        new CopyWorker(
            kafka,
            topics,
            List.of(stores),
            settings,
            registry,
            InstantSource.system(),
            Failpoints.NONE);
    open.addFirst(worker);
    worker.start();
    return worker;
  }

  /** The same worker in a process of its own, to be killed. */
  Process startProcess(String instance, @Nullable String failpoint) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    if (failpoint != null) {
      command.add("-D" + Failpoints.PROPERTY + "=" + failpoint);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WorkerProcess.class.getName());
    command.addAll(List.of(broker.connection(instance).bootstrapServers(), instance));
    command.addAll(List.of(topics.prefix(), dir.toString()));
    for (S3Server server : List.of(originServer, backupServer)) {
      command.addAll(
          List.of(server.endpoint().toString(), server.accessKeyId(), server.secretAccessKey()));
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("worker-" + UUID.randomUUID() + ".log").toFile())
            .start();
    open.addFirst(() -> process.destroyForcibly().waitFor());
    return process;
  }

  private S3ObjectStore open(S3Server server, String bucket) {
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

  void ask(String key) throws Exception {
    ask(CopyFixture.first(key));
  }

  void ask(CopyRequest request) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        record(
            SOURCE + "/" + request.getObjectKey(),
            topics.copyRequests().valueSerde().serializer().serialize("", request));
    ReasonHeader.write(request.getReason(), record.headers());
    send(record);
  }

  /** Any bytes as a request. */
  void send(String key, byte[] value) throws Exception {
    send(record(key, value));
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ProducerRecord<>(
        topics.copyRequests().name(), key.getBytes(StandardCharsets.UTF_8), value);
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get(30, TimeUnit.SECONDS);
  }

  List<CopyResult> results() {
    return broker.read(topics.copyResults()).stream()
        .map(r -> topics.copyResults().valueSerde().deserializer().deserialize("", r.value()))
        .toList();
  }

  List<CopyOutcome> outcomes() {
    return results().stream().map(CopyResult::getOutcome).toList();
  }

  /** The entries of all keys, without bindings and probes. */
  List<String> entries() {
    return backup.keys().stream().filter(key -> key.startsWith("objects/")).toList();
  }

  double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  /** Content in transit that is left on the disk. */
  List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getParent().getFileName().toString().startsWith("in-transit-"))
          .toList();
    }
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
