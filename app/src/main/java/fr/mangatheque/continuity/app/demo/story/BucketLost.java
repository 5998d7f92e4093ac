package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.site.BucketRestore;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.site.UploadJournal;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import fr.mangatheque.continuity.app.demo.watch.LibraryComparison;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole bucket is gone, and comes back from the backup alone. */
public final class BucketLost implements Act {
  private static final double NANOS = 1e9;
  // what was written within a second has its time
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final UploadJournal journal;
  private final BucketAccess source;
  private final BucketRestore restore;
  private final InstantSource clock;
  private long restored;
  private long mismatches = -1;
  private double seconds;

  /**
   * @param source as an observer may see it
   */
  public BucketLost(
      UploadJournal journal, BucketAccess source, BucketRestore restore, InstantSource clock) {
    this.journal = journal;
    this.source = source;
    this.restore = restore;
    this.clock = clock;
  }

  @Override
  public String title() {
    return "The whole bucket is lost";
  }

  /** Objects that were written back. */
  public long restored() {
    return restored;
  }

  /** Objects that are not there or have other bytes afterwards; -1 before. */
  public long mismatches() {
    return mismatches;
  }

  /** From the command to its end. */
  public double seconds() {
    return seconds;
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    scene.pause(A_SECOND);
    Instant before = clock.instant();
    Collection<Upload> held = held();
    List<BackupEntry> entries = cast.backup().list(BackupEntry.OBJECTS);
    held.forEach(upload -> cast.application().mislay(upload.key()));
    scene.does(
        "Every object of the source's bucket is deleted, %d of them.".formatted(held.size()));
    scene.same("nothing is left there", 0, LibraryComparison.keys(source).size());

    scene.does("continuity restore --all --as-of " + before + " --to origin:");
    long started = System.nanoTime();
    BucketRestore.Outcome outcome = restore.run(before);
    seconds = (System.nanoTime() - started) / NANOS;
    RestoreReport report = outcome.report();
    restored = report.restored().objects();
    scene.holds(
        "the restore says that all is there and right",
        report.complete() && restored == held.size(),
        String.format(
            Locale.ROOT,
            "%d objects, %.1f MB in %.1f s",
            restored,
            report.restored().bytes() / 1e6,
            seconds));
    List<String> wrong = LibraryComparison.mismatches(source, held);
    mismatches = wrong.size();
    scene.holds(
        "every byte is what was uploaded",
        wrong.isEmpty() && LibraryComparison.keys(source).size() == held.size(),
        wrong.isEmpty() ? held.size() + " objects compared" : wrong.getFirst());

    scene.does("The pipeline looks at all of it: continuity jobs run audit");
    boolean audited = cast.administrator().run(cast.source(), "audit").succeeded();
    scene.holds(
        "the same bytes make no second copy, and no deletion is believed",
        audited && cast.backup().list(BackupEntry.OBJECTS).equals(entries),
        "%d entries as before".formatted(entries.size()));
  }

  private Collection<Upload> held() {
    Map<String, Upload> held = new LinkedHashMap<>();
    journal.uploads().forEach(upload -> held.put(upload.key(), upload));
    journal.removed().forEach(held::remove);
    return held.values();
  }
}
