package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people decided, by the case's name. Of one case the last word is kept for ever, and only the
 * case that is open is ever asked for, so that nothing is decided twice.
 */
final class Decisions {
  static final String SUBJECT = "guard/";

  /** Before a source's name: until when a restore of it goes on. */
  static final String RESTORE = "restore/";

  private static final Logger log = LoggerFactory.getLogger(Decisions.class);

  private final ReadOnlyKeyValueStore<String, byte[]> actions;
  private final Topic<OperatorAction> topic;

  /**
   * @param actions as bytes: one that cannot be read must not stop the others
   */
  Decisions(ReadOnlyKeyValueStore<String, byte[]> actions, Topic<OperatorAction> topic) {
    this.actions = actions;
    this.topic = topic;
  }

  record Decision(boolean approved, String by) {}

  boolean isKnown(String caseId) {
    return actions.get(SUBJECT + caseId) != null;
  }

  Optional<Decision> of(String caseId) {
    return read(SUBJECT + caseId)
        .flatMap(
            action ->
                switch (action.getKind()) {
                  case APPROVE -> Optional.of(new Decision(true, action.getBy()));
                  case REJECT -> Optional.of(new Decision(false, action.getBy()));
                  case ACKNOWLEDGE, SILENCE, PAUSE, RESUME, UNKNOWN -> Optional.empty();
                });
  }

  /** Whether somebody announced that a restore of {@code source} goes on. */
  boolean isRestoring(String source, Instant now) {
    return read(RESTORE + source)
        .filter(action -> action.getKind() == OperatorActionKind.APPROVE)
        .map(OperatorAction::getUntil)
        .filter(now::isBefore)
        .isPresent();
  }

  private Optional<OperatorAction> read(String subject) {
    byte[] bytes = actions.get(subject);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(topic.valueSerde().deserializer().deserialize(topic.name(), bytes));
    } catch (SerializationException e) {
      log.atWarn()
          .addKeyValue("subject", subject)
          .setCause(e)
          .log("A decision cannot be read; it counts as none until it is decided again");
      return Optional.empty();
    }
  }
}
