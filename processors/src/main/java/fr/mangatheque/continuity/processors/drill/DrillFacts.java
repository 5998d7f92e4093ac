package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.drill.DrillReport.Measured;
import fr.mangatheque.continuity.schemas.CauseClass;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was seen in a drill, before it is judged. */
record DrillFacts(
    Instant began,
    DrillReport.Restored restored,
    DrillReport.Compared compared,
    DrillReport.Took took,
    Measured recoveryTime,
    Measured recoveryPoint,
    DrillReport.@Nullable Cdn cdn,
    Findings findings) {

  /** What it comes to. */
  record Judgement(String outcome, @Nullable CauseClass cause, String summary) {}

  /** Of a drill that came to its end. */
  Judgement judged() {
    if (!findings.none()) {
      DrillReport.Finding first = findings.first().getFirst();
      return new Judgement(
          DrillReport.FAILED,
          CauseClass.DRILL_FAILED,
          "%d objects did not come back as they should; the first is %s: %s. %s"
              .formatted(findings.all(), first.name(), first.detail(), figures()));
    }
    if (compared.notTold() > 0) {
      return new Judgement(
          DrillReport.FAILED,
          CauseClass.NO_ANSWER,
          "the ledger did not tell what it promises of %d objects. %s"
              .formatted(compared.notTold(), figures()));
    }
    if (recoveryTime.over() || recoveryPoint.over()) {
      return new Judgement(
          DrillReport.OVER_OBJECTIVE, CauseClass.OVER_OBJECTIVE, over() + figures());
    }
    CauseClass ofCdn = faultOfCdn();
    if (ofCdn != null) {
      return new Judgement(
          DrillReport.FAILED,
          ofCdn,
          "every byte came back, but the CDN does not give what the source has. " + figures());
    }
    return new Judgement(DrillReport.PASSED, null, figures());
  }

  /** What the source does not give either is no fault of the CDN's; null if it has none. */
  private @Nullable CauseClass faultOfCdn() {
    String cause = cdn == null ? null : cdn.cause();
    return Stream.of(CauseClass.CDN_FAULT, CauseClass.CDN_STALE)
        .filter(fault -> fault.name().equals(cause))
        .findFirst()
        .orElse(null);
  }

  private String over() {
    StringBuilder over = new StringBuilder();
    if (recoveryTime.over()) {
      over.append("the recovery time is over its objective. ");
    }
    if (recoveryPoint.over()) {
      over.append("the recovery point is over its objective. ");
    }
    return over.toString();
  }

  private String figures() {
    return "%d of %d objects came back (%s) in %s, %d as the ledger promises and %d as the source has them; recovery time %s, recovery point %s%s"
        .formatted(
            restored.objects(),
            restored.wanted(),
            Told.bytes(restored.bytes()),
            Told.time(Duration.ofMillis(took.planMs() + took.restoreMs())),
            compared.asPromised(),
            compared.asInSource(),
            Told.measured(recoveryTime),
            Told.measured(recoveryPoint),
            cdn == null || cdn.cause() == null ? "" : "; CDN: " + cdn.detail());
  }

  DrillReport report(String source, String run, Extent extent, String target, Judgement judgement) {
    return new DrillReport(
        source,
        run,
        extent.word(),
        began,
        target,
        judgement.outcome(),
        judgement.summary(),
        judgement.cause() == null ? null : judgement.cause().name(),
        restored,
        compared,
        took,
        recoveryTime,
        recoveryPoint,
        cdn,
        findings.first(),
        findings.all());
  }
}
