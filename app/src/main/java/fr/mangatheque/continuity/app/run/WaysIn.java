package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.producer.bridge.JsonBridge;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.R2Form;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import fr.mangatheque.continuity.producer.intake.Intake;
import fr.mangatheque.continuity.producer.intake.Offer;
import fr.mangatheque.continuity.producer.queue.QueuePollers;
import fr.mangatheque.continuity.producer.queue.QueueSettings;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** Starts what takes events, and what answers: from a topic, from queues, over HTTP. */
final class WaysIn {
  private final Configuration configuration;
  private final Topics topics;
  private final KafkaConnection kafka;
  private final PrometheusMeterRegistry metrics;
  private final InstantSource clock;
  private final Parts parts;
  private final List<HealthCheck> checks;

  /**
   * @param parts gets what was started
   * @param checks gets what tells whether it works
   */
  WaysIn(
      Configuration configuration,
      Topics topics,
      KafkaConnection kafka,
      PrometheusMeterRegistry metrics,
      InstantSource clock,
      Parts parts,
      List<HealthCheck> checks) {
    this.configuration = configuration;
    this.topics = topics;
    this.kafka = kafka;
    this.metrics = metrics;
    this.clock = clock;
    this.parts = parts;
    this.checks = checks;
  }

  /** Events that applications write into a topic as JSON. */
  void bridge() {
    JsonBridge bridge =
        parts.add(
            "JSON bridge",
            new JsonBridge(
                topics,
                kafka,
                new EventForms(configuration.knownSources(), configuration.intake().maxEvents()),
                configuration.intake().maxBodyBytes(),
                configuration.intake().publishTimeout(),
                metrics,
                clock));
    bridge.start();
    checks.add(
        new Check("JSON bridge", () -> bridge.health().running(), () -> bridge.health().words()));
  }

  /** Events that lie in queues. */
  void pull() {
    if (configuration.queues().isEmpty()) {
      return;
    }
    QueuePollers pollers =
        parts.add(
            "queue pollers",
            new QueuePollers(
                configuration.queues(),
                new R2Form(configuration.knownSources(), configuration.intake().maxEvents()),
                topics,
                kafka,
                metrics,
                clock));
    pollers.start();
    for (QueueSettings queue : configuration.queues()) {
      checks.add(
          new Check(
              "queue " + queue.name(),
              () -> pollers.health(queue.name()).running(),
              () -> pollers.health(queue.name()).words()));
    }
  }

  /** Every role has its health and its metrics; some have more to offer. */
  Intake listen(Offer offer) {
    Intake opened =
        parts.add(
            "intake",
            new Intake(
                configuration.intake(),
                configuration.knownSources(),
                topics,
                kafka,
                metrics,
                checks,
                clock,
                offer));
    opened.start();
    return opened;
  }
}
