package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;
import java.util.List;

/** Whom an incident concerns. Pure: the same question has the same answer. */
@FunctionalInterface
public interface Audience {
  /**
   * Names of the channels to tell.
   *
   * @param examples some of what fails: keys of objects, or the channel that cannot be told
   */
  List<String> of(Severity severity, Cause cause, List<String> examples);
}
