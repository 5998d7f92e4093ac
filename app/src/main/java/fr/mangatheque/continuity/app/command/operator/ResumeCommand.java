package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a source go on. */
@Command(
    name = "resume",
    description = {"Lets a paused source go on with all that has gathered."})
final class ResumeCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; it is kept beside your name.")
  private String reason;

  @Override
  public Integer call() throws Exception {
    String source = desk.oneSource();
    Ordered ordered =
        desk.pipeline()
            .post("/v1/sources/" + source + "/resume", Map.of("reason", reason), Ordered.class);
    if (desk.json()) {
      desk.print(ordered);
    } else {
      desk.out()
          .println(
              source
                  + " goes on with what has gathered. See: continuity status --source "
                  + source);
    }
    desk.out().flush();
    return ExitCode.OK;
  }
}
