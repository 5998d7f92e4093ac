package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What failures of one cause have in common.
 *
 * @param causeClass upper-case name; one that this version does not know is fine
 * @param source name of the source; null if none is concerned
 */
public record Cause(Stage stage, String causeClass, @Nullable String source) {}
