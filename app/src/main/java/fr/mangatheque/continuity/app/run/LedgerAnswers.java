package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.ReadBack;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import fr.mangatheque.continuity.app.operator.answer.Totals;
import fr.mangatheque.continuity.processors.ledger.Coverage;
import fr.mangatheque.continuity.processors.ledger.Moment;
import fr.mangatheque.continuity.processors.ledger.ObjectView;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Pending;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Trouble;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Version;
import fr.mangatheque.continuity.processors.ledger.SourceStanding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the ledger says, in the terms of answers to operators. */
final class LedgerAnswers {
  private LedgerAnswers() {}

  static Standing of(int partition, String source, SourceStanding of) {
    Moment oldest = of.oldestPending();
    return new Standing(
        partition,
        source,
        new Totals(
            of.objects(),
            of.bytes(),
            of.versions(),
            of.heldBytes(),
            of.pending(),
            of.backlog(),
            of.parked(),
            of.failing(),
            of.absent(),
            of.doubted()),
        oldest == null ? null : oldest.at(),
        of.backfilledAt() != null,
        readBack(of.coverage()));
  }

  private static @Nullable ReadBack readBack(@Nullable Coverage of) {
    return of == null
        ? null
        : new ReadBack(
            of.within().toSeconds(), of.versions(), of.bytes(), of.readVersions(), of.readBytes());
  }

  static Pause of(String source, fr.mangatheque.continuity.processors.ledger.Pause of) {
    return new Pause(source, of.by(), of.since(), of.until(), of.reason());
  }

  static FailingObject of(fr.mangatheque.continuity.processors.ledger.FailingObject of) {
    Trouble trouble = of.view().failing();
    Pending pending = of.view().pending();
    return new FailingObject(
        of.object().source(),
        of.object().objectKey(),
        trouble == null ? "" : trouble.stage(),
        trouble == null ? "" : trouble.cause(),
        of.since(),
        pending == null ? 0 : pending.attempt(),
        pending == null ? null : pending.next());
  }

  static Known of(ObjectView of) {
    Version version = of.version();
    Pending pending = of.pending();
    Trouble failing = of.failing();
    return new Known(
        word(of.state()),
        version == null ? null : version.name(),
        version == null ? null : version.sha256().hex(),
        version == null ? null : version.size(),
        version == null || version.etag() == null ? null : version.etag().value(),
        version == null ? null : version.lastModified(),
        version == null ? null : version.since(),
        version == null ? null : version.verifiedAt(),
        of.versions(),
        pending == null ? null : word(pending.step()),
        trouble(failing));
  }

  private static @Nullable String trouble(@Nullable Trouble of) {
    return of == null ? null : of.cause() + " at " + of.stage() + ", since " + of.since();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
