package fr.mangatheque.continuity.app.demo;

import fr.mangatheque.continuity.app.demo.screen.Screen;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.site.UploadJournal;
import fr.mangatheque.continuity.app.demo.story.Act;
import fr.mangatheque.continuity.app.demo.story.BackupAway;
import fr.mangatheque.continuity.app.demo.story.BucketLost;
import fr.mangatheque.continuity.app.demo.story.ByteRots;
import fr.mangatheque.continuity.app.demo.story.Cast;
import fr.mangatheque.continuity.app.demo.story.CoverOverwritten;
import fr.mangatheque.continuity.app.demo.story.Damaged;
import fr.mangatheque.continuity.app.demo.story.EventLost;
import fr.mangatheque.continuity.app.demo.story.FalseTalk;
import fr.mangatheque.continuity.app.demo.story.FolderDeleted;
import fr.mangatheque.continuity.app.demo.story.LibraryGoesUp;
import fr.mangatheque.continuity.app.demo.story.PageRemoved;
import fr.mangatheque.continuity.app.demo.story.Scene;
import fr.mangatheque.continuity.app.demo.story.Thresholds;
import fr.mangatheque.continuity.app.demo.watch.CheckResult;
import fr.mangatheque.continuity.app.demo.watch.IndependentCheck;
import java.util.List;

/** Plays the acts, checks everything once more from outside, and reports. */
final class Telling {
  private static final int SHOWN_MISMATCHES = 10;

  private final DemoOptions options;
  private final Screen screen;
  private final Cast cast;
  private final UploadJournal journal;
  private final Clouds clouds;
  private final BucketLost bucketLost;
  private final Scene scene;

  Telling(
      DemoOptions options,
      Screen screen,
      Cast cast,
      UploadJournal journal,
      Clouds clouds,
      BucketLost bucketLost) {
    this.bucketLost = bucketLost;
    this.options = options;
    this.screen = screen;
    this.cast = cast;
    this.journal = journal;
    this.clouds = clouds;
    this.scene = new Scene(screen, cast.onCall());
  }

  /** Tells the story; true if all held. */
  boolean tell() throws InterruptedException {
    long started = System.nanoTime();
    long getsBefore = cast.originRequests().gets();
    long putsBefore = cast.backupRequests().puts();
    EventLost lost = new EventLost(Thresholds.SHORT);
    FolderDeleted deleted = new FolderDeleted(journal, Thresholds.SHORT);
    ByteRots rots = new ByteRots();
    List<Act> acts =
        List.of(
            new LibraryGoesUp(options.rate()),
            new CoverOverwritten(),
            new FalseTalk(journal),
            new Damaged(),
            new BackupAway(Thresholds.SHORT),
            new PageRemoved(Thresholds.SHORT),
            lost,
            deleted,
            rots,
            bucketLost);
    for (int i = 0; i < acts.size(); i++) {
      screen.act(i + 1, acts.get(i).title());
      acts.get(i).play(cast, scene);
    }
    screen.act(acts.size() + 1, "An independent check lists both buckets and compares every byte");
    long gets = cast.originRequests().gets() - getsBefore;
    long puts = cast.backupRequests().puts() - putsBefore;
    CheckResult result = check(rots.open());
    DemoReport report =
        report(result, gets, puts, lost.found(), deleted.tripped(), rots.repaired());
    if (options.json() != null) {
      report.write(options.json());
    }
    return verdict(report, (System.nanoTime() - started) / 1_000_000_000);
  }

  private CheckResult check(int passing) throws InterruptedException {
    CheckResult result =
        new IndependentCheck(clouds.observedOrigin(), clouds.observedBackup())
            .run(journal.uploads(), journal.removed());
    result.mismatches().stream().limit(SHOWN_MISMATCHES).forEach(it -> screen.says("- " + it));
    scene.same(
        "greatest entry = source, one version an upload, nothing invented",
        0,
        result.mismatches().size());
    screen.notes(
        "%d images, %d versions, %d marker%s; %s read and compared"
            .formatted(
                result.objects(),
                result.versions(),
                result.markers(),
                result.markers() == 1 ? "" : "s",
                Screen.megabytes(result.bytes())));
    scene.holds(
        "every alert was cleared or passes by itself, and every message was signed",
        cast.onCall().raised() == cast.onCall().cleared() + passing && cast.onCall().forged() == 0,
        "raised %d, cleared %d, %d of the rotten byte lasts an hour, unsigned %d"
            .formatted(
                cast.onCall().raised(), cast.onCall().cleared(), passing, cast.onCall().forged()));
    return result;
  }

  private DemoReport report(
      CheckResult result, long gets, long puts, int found, boolean tripped, int repaired) {
    List<Upload> uploads = journal.uploads();
    return new DemoReport(
        uploads.size(),
        cast.poller().seen(),
        uploads.stream().mapToLong(Upload::size).sum(),
        result.versions(),
        result.markers(),
        result.mismatches().size(),
        cast.onCall().raised(),
        cast.onCall().cleared(),
        cast.latencies().percentile(50),
        cast.latencies().percentile(99),
        gets,
        puts,
        found,
        tripped,
        repaired,
        bucketLost.restored(),
        bucketLost.mismatches(),
        bucketLost.seconds(),
        cast.forms().told());
  }

  private boolean verdict(DemoReport report, long seconds) {
    boolean held = scene.failed() == 0;
    String checks =
        held
            ? "all %d checks held".formatted(scene.checks())
            : "%d of %d checks did not hold".formatted(scene.failed(), scene.checks());
    screen.verdict(
        held,
        "%s · %d of %d uploads protected, half within %d ms, 99 of 100 within %d ms · %d s"
            .formatted(
                checks,
                report.protectedUploads(),
                report.uploaded(),
                report.timeToSafetyP50Ms(),
                report.timeToSafetyP99Ms(),
                seconds));
    return held;
  }
}
