package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts, added up, and what follows from them. Of one thread. */
public final class CdnTally {
  private static final int EXAMPLES = 3;

  private final List<String> faulty = new ArrayList<>();
  private final List<String> stale = new ArrayList<>();
  private final List<String> origin = new ArrayList<>();
  private @Nullable CauseClass originCause;
  private long right;
  private long lagging;
  private long gone;

  public void add(CdnVerdict verdict) {
    switch (verdict) {
      case CdnVerdict.Right _ -> right++;
      case CdnVerdict.Lagging _ -> lagging++;
      case CdnVerdict.Gone _ -> gone++;
      case CdnVerdict.Stale it -> stale.add(it.detail());
      case CdnVerdict.Faulty it -> faulty.add(it.detail());
      case CdnVerdict.OriginFails it -> {
        origin.add(it.detail());
        originCause = originCause == null ? it.cause() : originCause;
      }
    }
  }

  public long objects() {
    return right + lagging + gone + faulty.size() + stale.size() + origin.size();
  }

  /** Objects that the CDN gave as the source has them. */
  public long right() {
    return right;
  }

  /** What is the matter, the gravest first; null if nothing is. */
  public @Nullable CauseClass cause() {
    if (!faulty.isEmpty()) {
      return CauseClass.CDN_FAULT;
    }
    return stale.isEmpty() ? originCause : CauseClass.CDN_STALE;
  }

  /** All of it in a sentence or two, with some examples of what is wrong. */
  public String detail() {
    StringBuilder detail =
        new StringBuilder(
            ("of %d objects the CDN gave %d as the source has them, %d from a stale cache and %d"
                    + " not at all or wrong")
                .formatted(objects(), right, stale.size(), faulty.size()));
    if (lagging > 0) {
      detail.append("; ").append(lagging).append(" changed a moment ago");
    }
    if (gone > 0) {
      detail.append("; ").append(gone).append(" changed or went meanwhile");
    }
    if (!origin.isEmpty()) {
      detail.append("; ").append(origin.size()).append(" the source did not give either");
    }
    for (List<String> of : List.of(faulty, stale, origin)) {
      of.stream().limit(EXAMPLES).forEach(example -> detail.append(". ").append(example));
    }
    return detail.toString();
  }

  JobOutcome outcome() {
    List<Figure> figures =
        List.of(
            new Figure("objects", objects()),
            new Figure("right", right),
            new Figure("lagging", lagging),
            new Figure("stale", (long) stale.size()),
            new Figure("faulty", (long) faulty.size()),
            new Figure("not-read-from-source", (long) origin.size()));
    CauseClass cause = cause();
    return cause == null
        ? new JobOutcome.Succeeded(figures, detail())
        : new JobOutcome.Failed(cause, figures, detail());
  }
}
