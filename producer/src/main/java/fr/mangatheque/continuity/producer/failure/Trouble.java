package fr.mangatheque.continuity.producer.failure;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What can fail, and of what cause; equal ones are one failure, however often they are told.
 *
 * @param source concerned; null if none is, or several may be
 * @param subject what fails: the name of a sender, a queue
 */
public record Trouble(Stage stage, CauseClass cause, @Nullable String source, String subject) {
  String causeKey() {
    return CauseClass.key(source, stage, cause.name());
  }
}
