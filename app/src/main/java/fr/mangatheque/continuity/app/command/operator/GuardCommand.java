package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Guard;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What guards hold back. */
@Command(name = "guard", description = "Shows deletions that are held back, and decides on them.")
final class GuardCommand implements Runnable {
  private static final int EXAMPLES = 5;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "List, approve or reject?");
  }

  @Command(
      name = "list",
      description =
          "Lists what waits for a decision. Ends with 0 if nothing does, 5 if something does.")
  int list(@Mixin Desk desk) throws Exception {
    Guard guard = desk.pipeline().get("/v1/guard", desk.about(), Guard.class);
    if (desk.json()) {
      desk.print(guard);
    } else {
      print(guard, desk, InstantSource.system().instant());
    }
    return guard.cases().isEmpty() ? Silences.exit(guard.complete()) : ExitCode.WRONG;
  }

  private static void print(Guard guard, Desk desk, Instant now) {
    if (guard.cases().isEmpty()) {
      desk.out().println("No guard holds anything back.");
    }
    for (GuardCase open : guard.cases()) {
      desk.out().println(line(open, now));
      open.examples().stream()
          .limit(EXAMPLES)
          .forEach(key -> desk.out().println("    " + Told.key(key)));
      desk.out().println("  meant: continuity guard approve " + open.id());
      desk.out().println("  not meant: continuity guard reject " + open.id());
    }
    Silences.print(guard.silences(), desk.out());
  }

  private static String line(GuardCase open, Instant now) {
    Long audited = open.audited();
    return "%s  %s: %s%s of %s wait, since %s"
        .formatted(
            open.id(),
            open.source(),
            Told.count(open.objects(), "deletion"),
            audited == null
                ? ""
                : " (" + Told.percent(open.objects(), audited) + " of " + Told.count(audited) + ")",
            Told.bytes(open.bytes()),
            Told.ago(open.trippedAt(), now));
  }

  @Command(
      name = "approve",
      description = {
        "The deletions were meant: the source is asked for each once more, and what is still gone"
            + " is marked as deleted. Its versions stay in the backup."
      })
  int approve(@Mixin Desk desk, @Mixin Decision decision) throws Exception {
    return decide(desk, decision, "approve", "are asked for once more, then marked as deleted");
  }

  @Command(
      name = "reject",
      description = {
        "The deletions were not meant: the objects stay as they are in the backup, and nothing asks"
            + " again before something new is heard of them."
      })
  int reject(@Mixin Desk desk, @Mixin Decision decision) throws Exception {
    return decide(desk, decision, "reject", "stay as they are in the backup");
  }

  private static int decide(Desk desk, Decision decision, String verb, String outcome)
      throws Exception {
    Ordered ordered =
        desk.pipeline()
            .post(
                "/v1/guard/" + OperatorClient.encoded(decision.id) + "/" + verb,
                Map.of("reason", decision.reason),
                Ordered.class);
    if (desk.json()) {
      desk.print(ordered);
    } else {
      desk.out()
          .println(
              "Decided as "
                  + ordered.by()
                  + ": "
                  + Told.count(ordered.count(), "object")
                  + " "
                  + outcome
                  + ".");
    }
    desk.out().flush();
    return ExitCode.OK;
  }

  /** What is decided. */
  static final class Decision {
    @Parameters(paramLabel = "ID", description = "The case, as continuity guard list shows it.")
    private String id;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        defaultValue = "",
        description = "Why; it is kept beside your name.")
    private String reason;
  }
}
