package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.operator.Desks;
import fr.mangatheque.continuity.app.operator.KafkaOrders;
import fr.mangatheque.continuity.app.operator.OperatorApi;
import fr.mangatheque.continuity.app.operator.ReportedRuns;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.notifier.Notifier;
import fr.mangatheque.continuity.notifier.incident.OpenIncident;
import fr.mangatheque.continuity.processors.guard.Guard;
import fr.mangatheque.continuity.processors.job.Jobs;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.producer.tick.Schedule;
import fr.mangatheque.continuity.schemas.ScheduleName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wires what operators ask and order. */
final class Operators {
  private final Wiring wiring;
  private final Configuration configuration;

  Operators(Wiring wiring) {
    this.wiring = wiring;
    this.configuration = wiring.configuration();
  }

  /**
   * Listens to nobody yet.
   *
   * @param jobs null if this process decides on none
   * @param guard null if this process guards nothing
   * @param notifier null if it runs elsewhere
   */
  OperatorApi open(
      Ledger ledger,
      @Nullable Jobs jobs,
      @Nullable Guard guard,
      @Nullable Notifier notifier,
      Sources sources) {
    Map<ScheduleName, String> schedules =
        configuration.jobs().schedules().stream()
            .collect(Collectors.toMap(Schedule::name, schedule -> schedule.cron().toString()));
    Desks desks =
        new Desks(
            configuration.jobs().names().stream()
                .map(ScheduleName::toString)
                .collect(Collectors.toSet()),
            () -> jobs == null ? Optional.of(List.of()) : JobAnswers.of(jobs, schedules),
            () -> guard == null ? Optional.of(List.of()) : GuardAnswers.of(guard),
            notifier == null ? null : () -> incidents(notifier));
    KafkaOrders orders =
        wiring.add(
            "operators' orders", new KafkaOrders(wiring.topics(), wiring.kafka(), wiring.clock()));
    return wiring.add(
        "operators' API",
        new OperatorApi(
            configuration.operator(),
            new TreeSet<>(configuration.sources().keySet()),
            new LedgerHoldings(ledger, desks, configuration.lookup().scheme(), wiring.clock()),
            orders,
            new ReportedRuns(wiring.topics().jobReports(), wiring.kafka(), wiring.clock()),
            sources.buckets(),
            wiring.metrics(),
            wiring.clock()));
  }

  private static Optional<List<Incident>> incidents(Notifier notifier) {
    return notifier.openIncidents().map(open -> open.stream().map(Operators::incident).toList());
  }

  private static Incident incident(OpenIncident of) {
    String source = of.cause().source();
    return new Incident(
        of.id(),
        source == null ? "" : source,
        of.cause().stage().name(),
        of.cause().causeClass(),
        of.severity().name().toLowerCase(Locale.ROOT),
        of.openedAt(),
        of.failing(),
        of.summary(),
        of.action());
  }
}
