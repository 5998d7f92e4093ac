package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has nothing asked of a source for now. */
@Command(
    name = "pause",
    description = {
      "Has nothing asked of a source, and nothing copied from it, until it is resumed. Events are"
          + " taken and kept meanwhile."
    })
final class PauseCommand implements Callable<Integer> {
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
            .post("/v1/sources/" + source + "/pause", Map.of("reason", reason), Ordered.class);
    if (desk.json()) {
      desk.print(ordered);
    } else {
      desk.out()
          .println(
              source
                  + " is paused: events are kept, nothing is copied. Go on: continuity resume"
                  + " --source "
                  + source);
    }
    desk.out().flush();
    return ExitCode.OK;
  }
}
