package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.BackupOptions;
import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.app.command.backup.StoreAdvice;
import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches one object. */
@Command(
    name = "get",
    description = {
      "Fetches one object from the backup bucket, and hands it over only once all its bytes have"
          + " the SHA-256 of its version. No running pipeline is needed. Ends with 5 if no copy is"
          + " right, 9 if there is no such object at that moment."
    })
final class GetCommand implements Callable<Integer> {
  private static final int AT_A_TIME = 2;
  private static final String STANDARD_OUTPUT = "-";

  @Mixin private final BackupOptions backup;
  @Mixin private final AsOfOption moment;

  @Parameters(paramLabel = "KEY", description = "The object's key.")
  private String key;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write, which must not be there yet; - and no such option are standard"
              + " output.")
  private @Nullable String output;

  GetCommand(Surroundings surroundings) {
    backup = new BackupOptions(surroundings);
    moment = new AsOfOption(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    Thread reading = Thread.currentThread();
    ObjectKey wanted = wanted();
    @Nullable Instant asOf = moment.tell(backup.err());
    try (Delivery delivery = delivery()) {
      backup.surroundings().whenAskedToEnd().accept(reading::interrupt);
      try (OpenBackup open = backup.open(AT_A_TIME)) {
        return get(open, wanted, asOf, delivery);
      }
    } catch (StoreException e) {
      throw StoreAdvice.failure("the backup", e);
    } catch (UncheckedIOException e) {
      if (reading.isInterrupted()) {
        throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted; nothing was written");
      }
      throw e;
    }
  }

  private ObjectKey wanted() {
    try {
      return new ObjectKey(key);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private Delivery delivery() throws IOException {
    Surroundings around = backup.surroundings();
    String named = output;
    if (named != null && !named.equals(STANDARD_OUTPUT)) {
      return Delivery.toFile(named);
    }
    if (backup.json()) {
      throw new CommandFailure(
          ExitCode.USAGE, "--json answers on standard output: name a file for the content with -o");
    }
    if (named == null && around.terminal().present()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the content would be shown on this terminal: name a file with -o FILE, or say -o -");
    }
    return Delivery.toStream(around.output());
  }

  private int get(OpenBackup open, ObjectKey wanted, @Nullable Instant asOf, Delivery delivery)
      throws IOException {
    PatientReads reads = open.patientReads();
    List<HeldEntry> copies = new Known(open).copies(wanted, asOf);
    CopyReader.Outcome outcome =
        new CopyReader(open.reads(), reads, open.layout()).read(wanted, copies, delivery.staged());
    outcome.damaged().forEach(this::warn);
    if (outcome.served().isEmpty()) {
      throw new CommandFailure(
          ExitCode.WRONG,
          "no copy of this version of "
              + Told.key(key)
              + " is right, so nothing was written; continuity get --as-of of a moment before "
              + copies.getFirst().name().instant()
              + " may find an earlier one, and continuity jobs run scrub repairs what the source"
              + " still has");
    }
    CopyReader.Served served = outcome.served().get();
    delivery.deliver();
    if (backup.json()) {
      backup.out().println(json(open, asOf, served, outcome.damaged(), delivery.name()));
      backup.out().flush();
    } else {
      backup
          .err()
          .println(
              "%s of %s, %s, SHA-256 verified%s."
                  .formatted(
                      Told.key(key),
                      served.entry().name().instant(),
                      Told.bytes(served.entry().size()),
                      outcome.damaged().isEmpty()
                          ? ""
                          : ", from its copy " + served.entry().name().format()));
      backup.err().flush();
    }
    return ExitCode.OK;
  }

  private void warn(CopyReader.Damaged damaged) {
    backup
        .err()
        .println(
            "! The copy "
                + damaged.entry().name().format()
                + " "
                + damaged.why()
                + ". Another copy is tried if there is one; continuity jobs run scrub repairs it.");
    backup.err().flush();
  }

  private String json(
      OpenBackup open,
      @Nullable Instant asOf,
      CopyReader.Served served,
      List<CopyReader.Damaged> damaged,
      String file) {
    ObjectHeaders headers = served.headers();
    EntryName name = served.entry().name();
    return AnswerJson.pretty(
        new Got(
            open.source(),
            key,
            asOf,
            name.instant(),
            name.format(),
            served.entry().size(),
            name instanceof EntryName.Version version ? version.sha256().hex() : "",
            headers.contentType(),
            headers.cacheControl(),
            headers.contentDisposition(),
            headers.contentEncoding(),
            headers.contentLanguage(),
            headers.expires(),
            headers.userMetadata(),
            file,
            damaged.stream()
                .map(bad -> new Got.Bad(bad.entry().name().format(), bad.why()))
                .toList()));
  }
}
