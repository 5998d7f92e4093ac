package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;

/**
 * Objects that fail, those that fail longest first.
 *
 * @param complete whether all that should have answered did
 * @param more whether there are more than these
 */
public record Failures(
    List<FailingObject> objects, boolean complete, boolean more, List<Silence> silences) {
  public Failures {
    objects = List.copyOf(objects);
    silences = List.copyOf(silences);
  }
}
