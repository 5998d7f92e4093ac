package fr.mangatheque.continuity.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What happens to processes. */
final class ProcessFaults {
  private static final String NO_ROOM = "File too large";
  private static final int AUDIT_EVERY_SECONDS = 2;

  private ProcessFaults() {}

  static Injection killAnywhere(Scene scene) {
    Supervisor supervisor = scene.supervisor();
    int before = supervisor.kills();
    supervisor.kill(List.of());
    return Injection.of(() -> supervisor.kills() - before, () -> {});
  }

  /**
   * Has a process that ends at a step of a copy, some copies after its start: to arm it, it is
   * killed, which is not counted.
   */
  static FaultKind.Injector killAt(String step) {
    return scene -> {
      Supervisor supervisor = scene.supervisor();
      int before = supervisor.halts();
      int nth = 1 + scene.random().nextInt(4);
      supervisor.kill(List.of("-Dcontinuity.failpoint=" + step + ":" + nth));
      return Injection.of(() -> supervisor.halts() - before, () -> {});
    };
  }

  static Injection suspend(Scene scene) throws Exception {
    PipelineChild child = scene.supervisor().child();
    child.suspend();
    return Injection.of(() -> 1, child::resume);
  }

  /**
   * Nothing can be written any more where it keeps its data; it ends or is ended, and the next one
   * has room again.
   */
  static Injection diskFull(Scene scene) throws Exception {
    Supervisor supervisor = scene.supervisor();
    int before = supervisor.says(NO_ROOM);
    supervisor.child().fillDisk();
    return Injection.of(() -> supervisor.says(NO_ROOM) - before, () -> supervisor.kill(List.of()));
  }

  /** Bytes that nobody can read, on every topic. */
  static Injection poison(Scene scene) throws Exception {
    List<Topic<?>> topics =
        Topics.of("", WireSerdes.open(Optional.empty())).all().stream()
            .filter(topic -> !topic.name().equals("dead-letters"))
            .toList();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", scene.supervisor().child().kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Topic<?> topic : topics) {
        byte[] bytes = new byte[1 + scene.random().nextInt(200)];
        scene.random().nextBytes(bytes);
        producer.send(new ProducerRecord<>(topic.name(), "poison".getBytes(UTF_8), bytes)).get();
      }
    }
    return Injection.of(topics::size, () -> {});
  }

  /** Both sides are listed again and again; a hit is each time that this came to an end. */
  static Injection audited(Scene scene) {
    Operator operator = scene.operator();
    Set<String> begun = ConcurrentHashMap.newKeySet();
    Set<String> ended = ConcurrentHashMap.newKeySet();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    var _ =
        clock.scheduleWithFixedDelay(
            () -> {
              operator.lastEnded("audit").filter(begun::contains).ifPresent(ended::add);
              operator.begin("audit").ifPresent(begun::add);
            },
            0,
            AUDIT_EVERY_SECONDS,
            TimeUnit.SECONDS);
    return Injection.of(ended::size, clock);
  }

  /** Of a process started anew; at the end another, whose clock is right. */
  static FaultKind.Injector clockOff(String by) {
    return scene -> {
      Supervisor supervisor = scene.supervisor();
      PipelineChild before = supervisor.child();
      supervisor.kill(List.of(PipelineChild.clockOff(Duration.parse(by))));
      return Injection.of(
          () -> supervisor.child() != before && supervisor.child().port() > 0 ? 1 : 0,
          () -> supervisor.kill(List.of()));
    };
  }
}
