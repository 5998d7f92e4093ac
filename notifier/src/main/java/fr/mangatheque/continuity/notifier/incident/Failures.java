package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.FailureEvent;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads failure events as inputs. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private static final int DETAIL = 2_000;

  private Failures() {}

  /** The object it is about; empty if none. */
  static String subject(FailureEvent event) {
    return event.getObjectKey() == null ? "" : event.getObjectKey();
  }

  /** Nothing for an event of a kind that this version does not know. */
  static Optional<Input> input(FailureEvent event, Instant now) {
    return switch (event.getKind()) {
      case RAISED -> Optional.of(raised(event, now));
      case CLEARED -> Optional.of(new Input.Cleared());
      case UNKNOWN -> {
        log.atWarn()
            .addKeyValue("cause", event.getCauseKey())
            .log("A failure event of a kind this version does not know is passed over");
        yield Optional.empty();
      }
    };
  }

  private static Input raised(FailureEvent event, Instant now) {
    Instant at = earlier(event.getAt(), now);
    String detail = event.getDetail();
    return new Input.Raised(
        new Cause(event.getStage(), event.getCauseClass(), event.getSource()),
        subject(event),
        event.getPermanent(),
        earlier(event.getSince(), at),
        at,
        event.getClearsAt(),
        detail.length() <= DETAIL ? detail : detail.substring(0, DETAIL) + "…");
  }

  /** No clock that is ahead of ours puts off an incident. */
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
