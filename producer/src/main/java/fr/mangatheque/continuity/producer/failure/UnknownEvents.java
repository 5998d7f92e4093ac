package fr.mangatheque.continuity.producer.failure;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for events of kinds that nobody here knows. One may be a vendor's test; that they go on
 * is for a person to look at. Thread-safe.
 */
public final class UnknownEvents {
  private static final Logger log = LoggerFactory.getLogger(UnknownEvents.class);

  /** They go on if some still come this long after the first. */
  static final Duration GOING_ON = Duration.ofMinutes(1);

  /** They have ended if none came for this long. */
  static final Duration ENDED = Duration.ofHours(1);

  /** Told again at most this often a sender. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final FailureReporter reporter;
  private final InstantSource clock;
  private final Map<String, Watch> senders = new ConcurrentHashMap<>();

  private record Watch(Instant first, Instant last, @Nullable Instant told) {}

  public UnknownEvents(FailureReporter reporter, InstantSource clock) {
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * Takes note of events that were passed over.
   *
   * @param sender who sent them: a name of ours, not a stranger's word
   * @param kinds as the sender named them; at least one
   */
  public void met(String sender, Collection<String> kinds) {
    Instant now = clock.instant();
    Watch seen = senders.compute(sender, (_, before) -> next(before, now));
    if (seen.first().equals(now)) {
      log.atWarn()
          .addKeyValue("sender", sender)
          .addKeyValue("kinds", new TreeSet<>(kinds))
          .log("A sender tells of events of kinds that are not known here: they are passed over");
    }
    if (now.equals(seen.told())) {
      reporter.raise(
          new Trouble(Stage.INTAKE, CauseClass.UNKNOWN_EVENTS, null, sender),
          false,
          "The sender '%s' sends events of kinds that are not known here, since %s; lately: %s"
              .formatted(sender, seen.first(), String.join(", ", new TreeSet<>(kinds))),
          ENDED);
    }
  }

  private static Watch next(@Nullable Watch before, Instant now) {
    if (before == null || before.last().plus(ENDED).isBefore(now)) {
      return new Watch(now, now, null);
    }
    boolean goesOn = !now.isBefore(before.first().plus(GOING_ON));
    boolean due = before.told() == null || !now.isBefore(before.told().plus(PAUSE));
    return new Watch(before.first(), now, goesOn && due ? now : before.told());
  }
}
