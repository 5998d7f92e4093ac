package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Figure;
import java.util.List;

/** What came of a run of a job. */
public sealed interface JobOutcome {
  /**
   * It did what it is for.
   *
   * @param figures what was counted
   * @param detail in a sentence for a person
   */
  record Succeeded(List<Figure> figures, String detail) implements JobOutcome {
    public Succeeded {
      figures = List.copyOf(figures);
    }
  }

  /**
   * It did not, or found what must not be: an incident of the job's stage and this cause, until a
   * run succeeds.
   *
   * @param detail what of, to which object, and what was expected
   */
  record Failed(CauseClass cause, List<Figure> figures, String detail) implements JobOutcome {
    public Failed {
      figures = List.copyOf(figures);
    }

    public Failed(CauseClass cause, String detail) {
      this(cause, List.of(), detail);
    }
  }

  /** There was nothing to do it with. */
  record Skipped(String why) implements JobOutcome {}
}
