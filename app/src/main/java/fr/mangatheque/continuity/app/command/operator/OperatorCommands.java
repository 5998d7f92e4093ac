package fr.mangatheque.continuity.app.command.operator;

import java.util.List;

/** The commands of operators, as people look for them. */
public final class OperatorCommands {
  private OperatorCommands() {}

  /** Each a command for picocli. */
  public static List<Object> all() {
    return List.of(
        new StatusCommand(),
        new FailuresCommand(),
        new RetryCommand(),
        new VerifyCommand(),
        new PauseCommand(),
        new ResumeCommand(),
        new JobsCommand(),
        new DrillCommand(),
        new GuardCommand(),
        new RebuildCommand());
  }
}
