package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line so that it is still on the screen: with the short form of
 * the command, not all its help, unless what is missing is one of its subcommands.
 */
final class WrongLine implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] line) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("continuity: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    if (command.getSubcommands().isEmpty()) {
      Help help = command.getHelp();
      err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
      err.println("All of it: " + command.getCommandSpec().qualifiedName() + " --help");
    } else {
      command.usage(err);
    }
    err.flush();
    return ExitCode.USAGE;
  }
}
