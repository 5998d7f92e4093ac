package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.command.line.ConfigFile;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks and shows a configuration. */
@Command(name = "config", description = "Checks a configuration, or shows what holds.")
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Check or show?");
  }

  @Command(name = "check", description = "Tells all that is wrong with it, and where.")
  int check(@Mixin ConfigFile file) throws ConfigurationException {
    int sources = file.load().configuration().sources().size();
    spec.commandLine()
        .getOut()
        .println(file.path() + " holds: " + sources + (sources == 1 ? " source" : " sources"));
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      description = "Shows what holds and where it was said, with secrets masked.")
  int show(@Mixin ConfigFile file) throws ConfigurationException {
    spec.commandLine().getOut().print(file.load().show());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  @Command(name = "reference", description = "Writes the reference of all keys, as Markdown.")
  int reference() {
    spec.commandLine().getOut().print(Reference.text());
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
