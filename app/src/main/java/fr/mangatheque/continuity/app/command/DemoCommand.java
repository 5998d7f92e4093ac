package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.demo.Demo;
import fr.mangatheque.continuity.app.demo.DemoOptions;
import fr.mangatheque.continuity.app.demo.screen.Screen;
import fr.mangatheque.continuity.app.run.Ending;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows all of it on one machine. */
@Command(
    name = "demo",
    description = {
      "Runs the pipeline between two S3 endpoints of its own, uploads a library of images, injects"
          + " faults, and checks what comes of it. Nothing outside this machine is needed or"
          + " touched; Ctrl-C ends it."
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--exit",
      description = "End after the story, with 0 only if all held; otherwise it stays up.")
  private boolean exit;

  @Option(
      names = "--library",
      paramLabel = "DIR",
      description = "Upload the images of a directory instead of painted ones.")
  private @Nullable Path library;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep both buckets, the log and a journal of uploads in a new directory.")
  private @Nullable Path keep;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to a file.")
  private @Nullable Path json;

  @Option(
      names = "--pages",
      paramLabel = "N",
      defaultValue = "" + DemoOptions.PAGES,
      description = "Paint so many pages; by default ${DEFAULT-VALUE}.")
  private int pages;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "" + DemoOptions.RATE,
      description = "Upload so many images a second at most; by default ${DEFAULT-VALUE}.")
  private int rate;

  @Override
  public Integer call() throws Exception {
    DemoOptions options = options();
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Ending ending = Ending.onSignals();
    Thread playing = Thread.currentThread();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ending.await();
                playing.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      Screen screen = new Screen(out, Screen.isTerminal());
      return new Demo(options, screen, InstantSource.system()).run()
          ? ExitCode.OK
          : ExitCode.FAILED;
    } catch (InterruptedException e) {
      throw new CommandFailure(ExitCode.FAILED, "the demo was ended before its story was told");
    }
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(exit, keep, json, library, DemoOptions.COVERS, pages, rate);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage());
    }
  }
}
