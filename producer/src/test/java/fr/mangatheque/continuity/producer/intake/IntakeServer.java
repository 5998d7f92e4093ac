package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An intake with a topic of its own, started. */
final class IntakeServer implements AutoCloseable {
  static final String SECRET = "c2VjcmV0LW9mLW9uZQ";
  static final String EVENT =
      "{\"source\":\"uploads\",\"key\":\"covers/1.jpg\",\"action\":\"created\"}";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TestKafka kafka;
  private final Topics topics;
  private final Intake intake;

  private IntakeServer(TestKafka kafka, IntakeSettings settings, Offer offer) throws Exception {
    this.kafka = kafka;
    this.topics = Topics.of(UUID.randomUUID() + "-", WireSerdes.open(Optional.empty()));
    kafka.create(topics.objectChanges(), 3);
    this.intake =
        new Intake(
            settings,
            KnownSources.named(Set.of("uploads", "avatars")),
            topics,
            kafka.connection(),
            registry,
            List.of(),
            InstantSource.system(),
            offer);
    intake.start();
  }

  static IntakeServer start(
      TestKafka kafka, List<Credential> credentials, UnaryOperator<IntakeSettings> change)
      throws Exception {
    return start(kafka, credentials, change, new Offer(true, null));
  }

  static IntakeServer start(
      TestKafka kafka,
      List<Credential> credentials,
      UnaryOperator<IntakeSettings> change,
      Offer offer)
      throws Exception {
    IntakeSettings settings = IntakeSettings.of("127.0.0.1", 0, credentials);
    return new IntakeServer(kafka, change.apply(settings), offer);
  }

  /** With one token, and the usual limits. */
  static IntakeServer start(TestKafka kafka) throws Exception {
    return start(kafka, List.of(Credential.token("symfony", SECRET)), UnaryOperator.identity());
  }

  int port() {
    return intake.port();
  }

  IntakeClient client() {
    return new IntakeClient(intake.port(), SECRET);
  }

  Set<String> paths() {
    return intake.paths();
  }

  List<ObjectChange> published() {
    return kafka.read(topics.objectChanges()).stream().map(ConsumerRecord::value).toList();
  }

  /** The sum of a counter over all its tags, or of those given. */
  double counted(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  @Override
  public void close() {
    intake.close();
  }
}
