package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.broker.DirectoryInUseException;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.Fault;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, in words where the reason is known, and how that exits. */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    return switch (e) {
      case ConfigurationException configuration -> {
        explain(configuration.faults(), err);
        yield ExitCode.CONFIGURATION;
      }
      case CommandFailure failure -> {
        err.println("continuity: " + failure.getMessage());
        yield failure.exitCode();
      }
      case DirectoryInUseException inUse -> {
        err.println("continuity: " + inUse.getMessage());
        yield ExitCode.IN_USE;
      }
      default -> {
        err.println("continuity: " + messages(e));
        log.debug("The command failed", e);
        yield ExitCode.FAILED;
      }
    };
  }

  private static void explain(List<Fault> faults, PrintWriter err) {
    faults.forEach(err::println);
    err.println(
        faults.size() == 1
            ? "continuity: the configuration has a fault"
            : "continuity: the configuration has " + faults.size() + " faults");
  }

  private static String messages(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    Throwable cause = e.getCause();
    return cause == null || message.contains(String.valueOf(cause.getMessage()))
        ? message
        : message + "; because of: " + messages(cause);
  }
}
