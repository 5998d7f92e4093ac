package fr.mangatheque.continuity.producer.queue;

import static java.util.stream.Collectors.joining;

import fr.mangatheque.continuity.producer.form.EventForm;
import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.Fault;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import java.time.Duration;
import java.util.List;

/** Decides what becomes of a message. Without clock, network or state. */
final class Judge {
  private static final Duration FIRST_DELAY = Duration.ofMinutes(5);
  private static final int GROWTH = 6;
  static final Duration LONGEST_DELAY = Duration.ofHours(1);

  private final EventForm form;
  private final int giveUpAfter;

  /**
   * @param giveUpAfter deliveries of a message that nobody can read
   */
  Judge(EventForm form, int giveUpAfter) {
    this.form = form;
    this.giveUpAfter = giveUpAfter;
  }

  Verdict of(QueueMessage message) {
    return switch (MessageBody.of(message)) {
      case MessageBody.Unreadable(String why) -> unreadable(message, why);
      case MessageBody.Readable(byte[] bytes) ->
          switch (parse(bytes)) {
            case ParsedEvents.Understood(var hints, var passedOver) ->
                new Verdict.Take(hints, passedOver);
            case ParsedEvents.Faulty(List<Fault> faults) -> unreadable(message, words(faults));
            case ParsedEvents.TooMany(int limit) ->
                unreadable(message, "it has more than " + limit + " events");
            case ParsedEvents.Subscription _ ->
                unreadable(message, "it asks for a subscription, which no queue does");
          };
    };
  }

  private ParsedEvents parse(byte[] bytes) {
    try {
      return form.parse(EventRequest.of("application/json", bytes));
    } catch (RuntimeException e) {
      // Forms throw nothing; were one to, its message alone is to wait for a better version.
      return new ParsedEvents.Faulty(List.of(Fault.ofRequest("a fault of ours: " + e)));
    }
  }

  /**
   * A bucket may be unknown because the configuration is behind, and a form because this program
   * is: so it comes again, after minutes, then after an hour.
   */
  private Verdict unreadable(QueueMessage message, String why) {
    return message.attempts() >= giveUpAfter
        ? new Verdict.Bury(why)
        : new Verdict.Again(delay(message.attempts()), why);
  }

  private static Duration delay(int attempts) {
    Duration delay = FIRST_DELAY;
    for (int i = 1; i < attempts && delay.compareTo(LONGEST_DELAY) < 0; i++) {
      delay = delay.multipliedBy(GROWTH);
    }
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  private static String words(List<Fault> faults) {
    return faults.stream()
        .limit(3)
        .map(f -> f.pointer().isEmpty() ? f.detail() : f.pointer() + ": " + f.detail())
        .collect(joining("; "));
  }
}
