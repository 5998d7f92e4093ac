package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.OperatorAction;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's word that nothing of a source is to be copied now.
 *
 * @param until when it ends by itself; null if only a person ends it
 * @param reason in that person's words; may be empty
 */
public record Pause(String by, Instant since, @Nullable Instant until, String reason) {
  /** What the subjects of such decisions begin with; the source's name follows. */
  public static final String SUBJECT = "source/";

  /** What an action says, if it pauses and is not over. */
  static Optional<Pause> of(@Nullable OperatorAction action, Instant now) {
    if (action == null) {
      return Optional.empty();
    }
    return switch (action.getKind()) {
      case PAUSE ->
          Optional.of(
                  new Pause(action.getBy(), action.getAt(), action.getUntil(), action.getReason()))
              .filter(pause -> pause.until() == null || now.isBefore(pause.until()));
      case RESUME, APPROVE, REJECT, ACKNOWLEDGE, SILENCE, UNKNOWN -> Optional.empty();
    };
  }

  /** In a sentence, for people. */
  String describe() {
    return "paused by %s since %s%s%s"
        .formatted(
            by.isEmpty() ? "somebody" : by,
            since,
            until == null ? "" : ", until " + until,
            reason.isEmpty() ? "" : ": " + reason);
  }
}
