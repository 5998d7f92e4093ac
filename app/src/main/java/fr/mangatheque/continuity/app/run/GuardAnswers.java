package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.processors.guard.Guard;
import fr.mangatheque.continuity.processors.guard.OpenCase;
import java.util.List;
import java.util.Optional;

/** What guards hold back, in the terms of answers to operators. */
final class GuardAnswers {
  private GuardAnswers() {}

  /** Of this process's partitions; empty if they cannot be read now. */
  static Optional<List<GuardCase>> of(Guard guard) {
    return guard.isRunning()
        ? Optional.of(guard.open().stream().map(GuardAnswers::of).toList())
        : Optional.empty();
  }

  private static GuardCase of(OpenCase of) {
    return new GuardCase(
        of.id(), of.source(), of.since(), of.pending(), of.bytes(), of.audited(), of.examples());
  }
}
