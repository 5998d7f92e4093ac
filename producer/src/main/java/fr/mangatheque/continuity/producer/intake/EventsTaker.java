package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.Fault;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Json;
import fr.mangatheque.continuity.producer.http.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Takes what was read of a request: publishes it, or says why not. Thread-safe. */
final class EventsTaker {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final HintPublisher publisher;
  private final UnknownEvents unknown;
  private final EventMetrics metrics;
  private final KafkaTidings tidings;
  private final Subscriptions subscriptions;
  private final Semaphore waiting;

  /**
   * @param mostWaiting requests that wait for Kafka at once
   */
  EventsTaker(
      HintPublisher publisher,
      UnknownEvents unknown,
      EventMetrics metrics,
      KafkaTidings tidings,
      Subscriptions subscriptions,
      int mostWaiting) {
    this.publisher = publisher;
    this.unknown = unknown;
    this.metrics = metrics;
    this.tidings = tidings;
    this.subscriptions = subscriptions;
    this.waiting = new Semaphore(mostWaiting);
  }

  Answer take(ParsedEvents parsed, String form, String sender, Rights rights) {
    return switch (parsed) {
      case ParsedEvents.Faulty(var faults) -> Refusals.faulty(faults);
      case ParsedEvents.TooMany(int limit) -> Refusals.tooMany(limit);
      case ParsedEvents.Subscription(String topic, URI confirmAt) -> {
        subscriptions.asked(sender, topic, confirmAt);
        yield taken(List.of(), 0).as(Outcome.PASSED_OVER);
      }
      case ParsedEvents.Understood events -> take(events, form, sender, rights);
    };
  }

  private Answer take(ParsedEvents.Understood events, String form, String sender, Rights rights) {
    List<Fault> forbidden = RightsCheck.faults(events, rights);
    if (!forbidden.isEmpty()) {
      return Refusals.forbidden(forbidden);
    }
    Answer answer =
        events.hints().isEmpty()
            ? taken(List.of(), events.passedOver().size()).as(Outcome.PASSED_OVER)
            : publish(events, sender);
    if (answer.status() == 202) {
      passOver(events.passedOver(), form, sender);
    }
    return answer;
  }

  private void passOver(List<ParsedEvents.PassedOver> events, String form, String sender) {
    events.forEach(event -> metrics.passedOver(form, event));
    List<String> strange =
        events.stream()
            .filter(it -> !it.known())
            .map(ParsedEvents.PassedOver::kind)
            .distinct()
            .toList();
    if (!strange.isEmpty()) {
      unknown.met(sender, strange);
    }
  }

  private Answer publish(ParsedEvents.Understood events, String sender) {
    PublishOutcome outcome = publish(events.hints(), sender);
    tidings.of(outcome, sender);
    return switch (outcome) {
      case PublishOutcome.Acknowledged(List<String> ids) -> taken(ids, events.passedOver().size());
      case PublishOutcome.Busy(Duration retryAfter) -> Refusals.busy(retryAfter);
      case PublishOutcome.Unconfirmed _ -> Refusals.unconfirmed();
    };
  }

  /** While Kafka says nothing, those who wait for it must leave connections to others. */
  private PublishOutcome publish(List<Hint> hints, String sender) {
    if (!waiting.tryAcquire()) {
      return new PublishOutcome.Busy(SOON);
    }
    try {
      return publisher.publish(hints, sender);
    } finally {
      waiting.release();
    }
  }

  private static Answer taken(List<String> ids, int passedOver) {
    byte[] body =
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("ids");
              for (String id : ids) {
                json.writeString(id);
              }
              json.writeEndArray();
              if (passedOver > 0) {
                json.writeNumberField("passedOver", passedOver);
              }
              json.writeEndObject();
            });
    return Answer.of(202, Answer.JSON, body);
  }
}
