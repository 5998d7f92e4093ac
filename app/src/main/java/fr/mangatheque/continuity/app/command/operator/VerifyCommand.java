package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Side;
import fr.mangatheque.continuity.app.operator.answer.Verification;
import fr.mangatheque.continuity.producer.intake.ObjectPath;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether one object is safe. */
@Command(
    name = "verify",
    description = {
      "Tells what the source, the ledger and the backup say of an object now. Ends with 0 if they"
          + " agree, 5 if they do not, 8 if one of them could not be asked."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @Parameters(paramLabel = "KEY", description = "The object's key.")
  private String key;

  @Option(
      names = "--read",
      description = "Read all bytes of both sides now and compare their SHA-256.")
  private boolean read;

  @Override
  public Integer call() throws Exception {
    String path = "/v1/verify/" + ObjectPath.format(desk.oneSource(), key);
    Map<String, String> query = read ? Map.of("read", "true") : Map.of();
    Verification verification = desk.pipeline().await(path, query, Verification.class);
    if (desk.json()) {
      desk.print(verification);
    } else {
      print(verification, desk.out(), InstantSource.system().instant());
    }
    return switch (verification.verdict()) {
      case Verification.SAME -> ExitCode.OK;
      case Verification.DIFFERENT -> ExitCode.WRONG;
      default -> ExitCode.INCOMPLETE;
    };
  }

  static void print(Verification verification, PrintWriter out, Instant now) {
    line(out, "object", verification.source() + " / " + Told.key(verification.key()));
    side(out, "source", verification.origin());
    Known known = verification.known();
    if (known == null) {
      line(out, "ledger", "knows nothing of it");
    } else {
      line(out, "ledger", known.state() + (known.step() == null ? "" : ", " + known.step()));
      Long versions = known.versions();
      if (versions != null) {
        line(out, "  versions", Told.count(versions) + " in the backup");
      }
      if (known.entry() != null) {
        line(out, "  SHA-256", String.valueOf(known.sha256()));
        line(out, "  protected", time(known.protectedSince(), now));
        line(
            out,
            "  read back",
            known.readBackAt() == null
                ? "not since it was written"
                : time(known.readBackAt(), now));
      }
    }
    Side backup = verification.backup();
    if (backup != null) {
      side(out, "backup", backup);
    }
    out.println();
    verification.findings().forEach(finding -> out.println("! " + Told.key(finding)));
    out.println(verdict(verification));
    out.flush();
  }

  private static String verdict(Verification verification) {
    return switch (verification.verdict()) {
      case Verification.SAME ->
          verification.known() != null && verification.known().entry() == null
              ? "Neither side holds it now; older versions stay in the backup."
              : verification.read()
                  ? "The same: every byte of both sides was read and compared."
                  : "The same, by what both sides say of it. --read reads every byte.";
      case Verification.DIFFERENT -> "Not the same.";
      default -> "It cannot be told.";
    };
  }

  private static void side(PrintWriter out, String name, Side side) {
    String where = side.bucket() + " / " + Told.key(side.name());
    if (side.trouble() != null) {
      line(out, name, where + ": cannot be asked");
      return;
    }
    if (!side.found()) {
      line(out, name, where + ": not there");
      return;
    }
    line(out, name, where);
    line(
        out,
        "  size, ETag",
        (side.size() == null ? Told.NONE : Told.count(side.size())) + " bytes, " + side.etag());
    if (side.readSha256() != null) {
      line(out, "  SHA-256", side.readSha256() + " (read now)");
    } else if (side.keptSha256() != null) {
      line(out, "  SHA-256", side.keptSha256() + " (as the store keeps it)");
    }
  }

  private static String time(@Nullable Instant at, Instant now) {
    return at == null ? "since before that was kept" : Told.ago(at, now) + ", " + at;
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-13s %s%n", name, value);
  }
}
