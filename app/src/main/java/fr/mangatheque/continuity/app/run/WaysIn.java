package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.producer.bridge.JsonBridge;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.R2Form;
import fr.mangatheque.continuity.producer.intake.Intake;
import fr.mangatheque.continuity.producer.intake.Offer;
import fr.mangatheque.continuity.producer.queue.QueuePollers;
import fr.mangatheque.continuity.producer.queue.QueueSettings;

/** Starts what takes events, and what answers: from a topic, from queues, over HTTP. */
final class WaysIn {
  private final Wiring wiring;
  private final Configuration configuration;

  WaysIn(Wiring wiring) {
    this.wiring = wiring;
    this.configuration = wiring.configuration();
  }

  /** Events that applications write into a topic as JSON. */
  void bridge() {
    JsonBridge bridge =
        wiring.add(
            "JSON bridge",
            new JsonBridge(
                wiring.topics(),
                wiring.kafka(),
                new EventForms(configuration.knownSources(), configuration.intake().maxEvents()),
                configuration.intake().maxBodyBytes(),
                configuration.intake().publishTimeout(),
                wiring.metrics(),
                wiring.clock()));
    bridge.start();
    wiring.check("JSON bridge", () -> bridge.health().running(), () -> bridge.health().words());
  }

  /** Events that lie in queues. */
  void pull() {
    if (configuration.queues().isEmpty()) {
      return;
    }
    QueuePollers pollers =
        wiring.add(
            "queue pollers",
            new QueuePollers(
                configuration.queues(),
                new R2Form(configuration.knownSources(), configuration.intake().maxEvents()),
                wiring.topics(),
                wiring.kafka(),
                wiring.metrics(),
                wiring.clock()));
    pollers.start();
    for (QueueSettings queue : configuration.queues()) {
      wiring.check(
          "queue " + queue.name(),
          () -> pollers.health(queue.name()).running(),
          () -> pollers.health(queue.name()).words());
    }
  }

  /** Every role has its health and its metrics; some have more to offer. */
  Intake listen(Offer offer) {
    Intake opened =
        wiring.add(
            "intake",
            new Intake(
                configuration.intake(),
                configuration.knownSources(),
                wiring.topics(),
                wiring.kafka(),
                wiring.metrics(),
                wiring.checks(),
                wiring.clock(),
                offer));
    opened.start();
    return opened;
  }
}
