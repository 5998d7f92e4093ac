package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.config.Sample;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a configuration to start from. */
@Command(
    name = "init",
    description = "Writes a commented configuration to start from. Nothing is overwritten.")
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      defaultValue = ConfigFile.STANDARD,
      paramLabel = "FILE",
      description = "Where to write it; by default ${DEFAULT-VALUE}.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    try {
      Files.writeString(file, Sample.text(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.FAILED, file + " exists already; name another file, or move it away");
    }
    spec.commandLine()
        .getOut()
        .println(
            "Wrote " + file + ". Fill in sources, then: continuity config check --config " + file);
    return ExitCode.OK;
  }
}
