package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.operator.OperatorCommands;
import fr.mangatheque.continuity.app.command.restore.RestoreCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, which only leads to others. */
@Command(
    name = "continuity",
    description = "Keeps every upload safe in a second cloud, verified, a moment later.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or ended as asked",
      "1:failed",
      "2:the command line is wrong",
      "3:the configuration is wrong",
      "4:another process uses the data directory",
      "5:answered, and something is wrong there",
      "6:nothing answers where the pipeline should",
      "7:the pipeline does not know this operator's token",
      "8:some of the pipeline did not answer",
      "9:the backup has nothing like what was asked for",
      "10:it was not confirmed, so nothing was done",
      "130:interrupted; it said what was done"
    },
    footer = {
      "",
      "CONTINUITY_CONFIG names the configuration where --config does not, CONTINUITY_LOG the log"
          + " level (debug, trace, warn), CONTINUITY_JAVA_OPTS further options of the JVM;"
          + " CONTINUITY_URL and CONTINUITY_OPERATOR_TOKEN are --url and --operator-token."
    })
public final class ContinuityCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what a developer wants to see.")
  private boolean verbose;

  private ContinuityCommand() {}

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine() {
    return commandLine(Surroundings.ofThisProcess());
  }

  /** The same, where the commands that read a backup see other surroundings than this process. */
  public static CommandLine commandLine(Surroundings surroundings) {
    ContinuityCommand command = new ContinuityCommand();
    CommandLine line =
        new CommandLine(command)
            .addSubcommand(new InitCommand())
            .addSubcommand(new RunCommand())
            .addSubcommand(new DemoCommand())
            .addSubcommand(new ConfigCommand());
    RestoreCommands.all(surroundings).forEach(line::addSubcommand);
    OperatorCommands.all().forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new WrongLine())
        .setExecutionStrategy(
            parsed -> {
              Verbosity.set(command.verbose);
              return new CommandLine.RunLast().execute(parsed);
            });
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
