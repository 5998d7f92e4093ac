package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.BackupOptions;
import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.app.command.backup.StoreAdvice;
import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.AsOf;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what a backup holds. */
@Command(
    name = "ls",
    description = {
      "Lists what the backup bucket holds of a source: size, since when, and key. No running"
          + " pipeline is needed. Ends with 9 if nothing ever had the prefix."
    })
final class LsCommand implements Callable<Integer> {
  private static final int AT_A_TIME = 4;
  private static final int LOOK_EVERY = 1000;

  @Mixin private final BackupOptions backup;
  @Mixin private final AsOfOption moment;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only keys that start so.")
  private String prefix;

  @Option(
      names = "--versions",
      description = "All versions and deletions of each key, also of those that are gone.")
  private boolean versions;

  @Option(names = "--deleted", description = "Also keys that were deleted, and since when.")
  private boolean deleted;

  LsCommand(Surroundings surroundings) {
    backup = new BackupOptions(surroundings);
    moment = new AsOfOption(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    @Nullable Instant asOf = moment.tell(backup.err());
    try (OpenBackup open = backup.open(AT_A_TIME)) {
      return list(open, asOf);
    } catch (StoreException e) {
      throw StoreAdvice.failure("the backup", e);
    }
  }

  private int list(OpenBackup open, @Nullable Instant asOf) {
    PatientReads reads = open.patientReads();
    // Not flushed at each line: there may be millions.
    PrintWriter out = new PrintWriter(new BufferedWriter(backup.out()), false);
    RowPrinter printer =
        backup.json()
            ? new RowPrinter.Json(out, head(open, asOf))
            : new RowPrinter.Lines(out, versions);
    Rows rows = new Rows(asOf == null ? AsOf.latest() : AsOf.of(asOf), versions, deleted);
    Tally tally = new Tally(backup.surroundings().clock().instant());
    printer.begin();
    new KeyWalk(reads, open.layout(), prefix)
        .visit(
            (key, entries) -> {
              tally.keys++;
              rows.of(key, entries)
                  .forEach(
                      row -> {
                        tally.add(row);
                        printer.row(row);
                      });
              // nobody reads on: ls | head
              return tally.keys % LOOK_EVERY != 0 || !out.checkError();
            });
    printer.end(tally.count());
    if (tally.keys == 0 && !prefix.isEmpty()) {
      throw new Known(open).noPrefix(prefix);
    }
    if (!backup.json()) {
      summary(open, asOf, tally.count());
    }
    return ExitCode.OK;
  }

  private Map<String, Object> head(OpenBackup open, @Nullable Instant asOf) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("source", open.source());
    head.put("backup", open.where());
    head.put("prefix", prefix);
    Optional.ofNullable(asOf).ifPresent(moment -> head.put("asOf", moment));
    return head;
  }

  private void summary(OpenBackup open, @Nullable Instant asOf, RowPrinter.Count count) {
    backup
        .err()
        .println(
            (versions ? Told.count(count.rows(), "line") : Told.count(count.rows(), "object"))
                + ", "
                + Told.bytes(count.bytes())
                + ", of source "
                + open.source()
                + " in "
                + open.where()
                + (asOf == null ? "" : " as of " + asOf)
                + ".");
    if (count.future() > 0) {
      backup
          .err()
          .println(
              "! "
                  + Told.count(count.future(), "line")
                  + " dated in the future: the source's clock is or was ahead.");
    }
    backup.err().flush();
  }

  private static final class Tally {
    private final Instant now;
    private long keys;
    private long rows;
    private long bytes;
    private long future;

    Tally(Instant now) {
      this.now = now;
    }

    void add(Row row) {
      rows++;
      bytes += row.bytes() == null ? 0 : row.bytes();
      future += row.instant().isAfter(now) ? 1 : 0;
    }

    RowPrinter.Count count() {
      return new RowPrinter.Count(rows, bytes, future);
    }
  }
}
