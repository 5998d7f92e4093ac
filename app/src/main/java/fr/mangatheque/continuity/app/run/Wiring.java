package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What all parts of a process are wired with.
 *
 * @param parts gets what was started
 * @param checks gets what tells whether it works
 */
record Wiring(
    Configuration configuration,
    Topics topics,
    KafkaConnection kafka,
    PrometheusMeterRegistry metrics,
    InstantSource clock,
    Parts parts,
    List<HealthCheck> checks) {
  /** Takes in {@code part}, which runs. */
  <T extends AutoCloseable> T add(String name, T part) {
    return parts.add(name, part);
  }

  /** Takes in how a part tells whether it works. */
  void check(String name, BooleanSupplier ready, Supplier<String> words) {
    checks.add(new Check(name, ready, words));
  }

  /** Where records go that a part cannot read. */
  DeadLetters deadLetters() {
    return new DeadLetters(topics, clock);
  }
}
