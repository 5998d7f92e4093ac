package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import fr.mangatheque.continuity.producer.intake.ObjectPath;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has objects looked at now. */
@Command(
    name = "retry",
    description = {
      "Has an object looked at now, or all that fail. What is protected costs a request; what is"
          + " not is copied. It returns once that is kept; continuity failures tells what came of"
          + " it."
    })
final class RetryCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @Parameters(arity = "0..1", paramLabel = "KEY", description = "The object's key.")
  private @Nullable String key;

  @Option(names = "--all", description = "All objects that fail, of one source or of all.")
  private boolean all;

  @Override
  public Integer call() throws Exception {
    String named = key;
    if ((named == null) == !all) {
      throw new CommandFailure(ExitCode.USAGE, "name one key, or give --all");
    }
    Ordered ordered =
        named == null
            ? desk.pipeline().post("/v1/retries", desk.about(), Ordered.class)
            : desk.pipeline()
                .post(
                    "/v1/retries/" + ObjectPath.format(desk.oneSource(), named),
                    Map.of(),
                    Ordered.class);
    if (desk.json()) {
      desk.print(ordered);
    } else if (ordered.count() == 0) {
      desk.out().println("Nothing fails, so there is nothing to retry.");
    } else {
      desk.out()
          .println(
              Told.count(ordered.count(), "object")
                  + (ordered.count() == 1 ? " is" : " are")
                  + " looked at now. What still fails: continuity failures");
    }
    desk.out().flush();
    return ExitCode.OK;
  }
}
