package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.Terminal;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import java.util.Locale;
import java.util.Set;

/** Whether a person agrees to a plan. */
final class Consent {
  private static final Set<String> YES = Set.of("y", "yes", "o", "oui");

  private final Terminal terminal;
  private final boolean given;

  /**
   * @param given on the command line
   */
  Consent(Terminal terminal, boolean given) {
    this.terminal = terminal;
    this.given = given;
  }

  /**
   * Refuses before any work is done where nobody could agree to it.
   *
   * @throws CommandFailure if there is neither a terminal nor a consent
   */
  void requirePossible() {
    if (!given && !terminal.present()) {
      throw new CommandFailure(
          ExitCode.UNCONFIRMED,
          "there is no terminal to ask on, so nothing is done: look at the plan with --dry-run,"
              + " then agree to it with --yes");
    }
  }

  /**
   * Asks, if need be.
   *
   * @throws CommandFailure if the answer is no, or none
   */
  void require(RestorePlan plan) {
    if (given || plan.nothingToDo()) {
      return;
    }
    boolean yes =
        terminal
            .ask(question(plan))
            .map(answer -> YES.contains(answer.strip().toLowerCase(Locale.ROOT)))
            .orElse(false);
    if (!yes) {
      throw new CommandFailure(
          ExitCode.UNCONFIRMED, "not confirmed: nothing was written and nothing deleted");
    }
  }

  static String question(RestorePlan plan) {
    StringBuilder question = new StringBuilder("Write ").append(Figures.amount(plan.toWrite()));
    if (!plan.overwritten().isEmpty()) {
      question
          .append(" (over what is there of ")
          .append(Figures.amount(plan.overwritten().amount()))
          .append(')');
    }
    if (plan.toDelete().objects() > 0) {
      question.append(", and DELETE ").append(Figures.amount(plan.toDelete()));
    }
    if (plan.toLose().objects() > 0) {
      question
          .append(", and LOSE ")
          .append(Figures.amount(plan.toLose()))
          .append(" that no backup holds");
    }
    return question.append(", at ").append(plan.destination()).append("? [y/N] ").toString();
  }
}
