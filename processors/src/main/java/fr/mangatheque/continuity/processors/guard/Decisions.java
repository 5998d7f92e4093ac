package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
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
    byte[] bytes = actions.get(SUBJECT + caseId);
    return bytes == null ? Optional.empty() : read(caseId, bytes);
  }

  private Optional<Decision> read(String caseId, byte[] bytes) {
    OperatorAction action;
    try {
      action = topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
    } catch (SerializationException e) {
      log.atWarn()
          .addKeyValue("case", caseId)
          .setCause(e)
          .log("A decision cannot be read; the case stays open until it is decided again");
      return Optional.empty();
    }
    return switch (action.getKind()) {
      case APPROVE -> Optional.of(new Decision(true, action.getBy()));
      case REJECT -> Optional.of(new Decision(false, action.getBy()));
      case ACKNOWLEDGE, SILENCE, PAUSE, RESUME, UNKNOWN -> Optional.empty();
    };
  }
}
