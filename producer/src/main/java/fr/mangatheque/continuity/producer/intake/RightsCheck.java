package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.form.Fault;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import fr.mangatheque.continuity.producer.form.Words;
import fr.mangatheque.continuity.producer.hint.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a sender may say what it says. */
final class RightsCheck {
  private RightsCheck() {}

  /** All that it may not. */
  static List<Fault> faults(ParsedEvents.Understood events, Rights rights) {
    List<Fault> faults = new ArrayList<>();
    // Where events were passed over, a hint's place is not its event's: it is named by its key.
    boolean exact = events.passedOver().isEmpty();
    for (int i = 0; i < events.hints().size(); i++) {
      check(events.hints().get(i), exact ? i : null, rights, faults);
    }
    return faults;
  }

  private static void check(Hint hint, @Nullable Integer index, Rights rights, List<Fault> faults) {
    String about = " (this is about " + Words.quote(hint.object().objectKey()) + ")";
    if (!rights.maySpeakOf(hint.object().source())) {
      faults.add(
          new Fault(
              index,
              "/source",
              "this credential may speak of "
                  + String.join(", ", rights.sources())
                  + ", not of '"
                  + hint.object().source()
                  + "'"
                  + about));
    }
    if (!rights.maySay(hint.kind())) {
      faults.add(
          new Fault(
              index,
              "/action",
              "this credential may not say '"
                  + hint.kind().name().toLowerCase(Locale.ROOT)
                  + "'"
                  + about));
    }
  }
}
