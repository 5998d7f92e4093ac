package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How all stands. */
@Command(
    name = "status",
    description = {
      "Tells how each source stands, and what to do next. Ends with 0 if nothing needs a person, 5"
          + " if something does, 8 if some of the pipeline did not answer."
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @Override
  public Integer call() throws Exception {
    Status status = desk.pipeline().get("/v1/status", desk.about(), Status.class);
    if (desk.json()) {
      desk.print(status);
    } else {
      StatusText.print(status, desk.out());
    }
    if (status.well()) {
      return ExitCode.OK;
    }
    return StatusText.onlySilent(status) ? ExitCode.INCOMPLETE : ExitCode.WRONG;
  }
}
