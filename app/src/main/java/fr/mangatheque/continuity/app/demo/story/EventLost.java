package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Administrator;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.watch.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Uploads that nobody tells of: a scan finds them, and nothing else is read. */
public final class EventLost implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOST = 3;

  private final Thresholds thresholds;
  private int found;

  public EventLost(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String title() {
    return "Events that never arrive";
  }

  /** How many were found. */
  public int found() {
    return found;
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Picture like = Roles.removed(cast.library());
    Latencies apart = new Latencies();
    List<Upload> silent = new ArrayList<>();
    for (int i = 1; i <= LOST; i++) {
      Upload upload =
          cast.application()
              .upload(
                  "pages/untold/%03d.jpg".formatted(i),
                  "image/jpeg",
                  LibraryPainter.edition(like, 200 + i));
      cast.poller().await(upload, apart);
      silent.add(upload);
    }
    scene.does(
        "The application uploads %d pages and dies before it tells of them. Nobody knows."
            .formatted(LOST));
    scene.pause(thresholds.grace());
    scene.holds(
        "without a word nothing happens",
        silent.stream().noneMatch(cast.poller()::safe),
        "%d wait".formatted(silent.size()));

    scene.does("The clock would do it every quarter of an hour: continuity jobs run reconcile");
    Administrator.Run run = cast.administrator().run(cast.source(), "reconcile");
    boolean safe = scene.until(PATIENCE, () -> silent.stream().allMatch(cast.poller()::safe));
    found = (int) silent.stream().filter(cast.poller()::safe).count();
    scene.holds("the listing ends well", run.succeeded(), run.detail());
    scene.holds(
        "what no event told is found, and safe", safe, "%d of %d".formatted(found, silent.size()));
    scene.same(
        "each was read once",
        LOST,
        silent.stream().mapToLong(it -> cast.originRequests().gets(it.key())).sum());
  }
}
