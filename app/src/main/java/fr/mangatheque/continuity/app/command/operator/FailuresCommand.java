package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Failures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What fails. */
@Command(
    name = "failures",
    description = {
      "Lists objects that fail, those that fail longest first. Ends with 0 if there are none, 5 if"
          + " there are."
    })
final class FailuresCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "List so many at most; by default ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public Integer call() throws Exception {
    Map<String, String> query = new HashMap<>(desk.about());
    query.put("limit", String.valueOf(limit));
    Failures failures = desk.pipeline().get("/v1/failures", query, Failures.class);
    if (desk.json()) {
      desk.print(failures);
    } else {
      print(failures, InstantSource.system().instant());
    }
    return failures.objects().isEmpty() ? Silences.exit(failures.complete()) : ExitCode.WRONG;
  }

  private void print(Failures failures, Instant now) {
    if (failures.objects().isEmpty()) {
      desk.out().println("Nothing fails.");
    } else {
      Table table = new Table("lllrrl", "SOURCE", "STAGE", "CAUSE", "FOR", "NEXT TRY", "KEY");
      for (FailingObject object : failures.objects()) {
        table.row(
            object.source(),
            object.stage(),
            object.cause(),
            Told.since(object.since(), now),
            object.next() == null ? "now" : Told.in(object.next(), now),
            Told.key(object.key()));
      }
      table.print(desk.out());
      desk.out().println();
      if (failures.more()) {
        desk.out().println("There are more: --limit shows them.");
      }
      desk.out()
          .println(
              "All are tried again by themselves. Once the cause is gone: continuity retry --all,"
                  + " or retry KEY");
    }
    Silences.print(failures.silences(), desk.out());
  }
}
