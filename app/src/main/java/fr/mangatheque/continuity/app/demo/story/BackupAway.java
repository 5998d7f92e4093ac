package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.watch.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The second cloud goes away while the application goes on. */
public final class BackupAway implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BEFORE_THE_ALERT = 12;
  private static final int AFTER_THE_ALERT = 4;

  private final Thresholds thresholds;

  public BackupAway(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String title() {
    return "The backup's cloud goes away, and comes back";
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Incidents incidents = new Incidents(cast.onCall(), _ -> true);
    scene.does(
        "Its endpoint is stopped; the application uploads on. On-call is told after %d s."
            .formatted(thresholds.alertAfter().toSeconds()));
    cast.backupCloud().stop();
    List<Upload> meanwhile = new ArrayList<>(upload(cast, 0, BEFORE_THE_ALERT));
    boolean raised = scene.until(PATIENCE, () -> incidents.raised() > 0);
    meanwhile.addAll(upload(cast, BEFORE_THE_ALERT, AFTER_THE_ALERT));
    scene.holds(
        "on-call is told once a cause, not once an image",
        raised && incidents.raised() == incidents.causes(),
        "%d images wait, raised %d".formatted(meanwhile.size(), incidents.raised()));

    scene.does("The endpoint is started again. Nobody does anything else.");
    cast.backupCloud().start();
    long back = System.nanoTime();
    boolean safe = scene.until(PATIENCE, () -> meanwhile.stream().allMatch(cast.poller()::safe));
    double seconds = (System.nanoTime() - back) / 1e9;
    scene.holds(
        "what was uploaded meanwhile is safe",
        safe,
        String.format(
            Locale.ROOT,
            "%d of %d, %.1f s after its return",
            meanwhile.stream().filter(cast.poller()::safe).count(),
            meanwhile.size(),
            seconds));
    boolean cleared = scene.until(PATIENCE, () -> incidents.cleared() == incidents.raised());
    scene.holds(
        "on-call is told that it is over",
        cleared,
        "raised %d, resolved %d".formatted(incidents.raised(), incidents.cleared()));
  }

  /** Their way to safety is the outage's length and no measure of ours. */
  private static List<Upload> upload(Cast cast, int from, int count) throws InterruptedException {
    Latencies apart = new Latencies();
    Picture page = Roles.removed(cast.library());
    List<Upload> uploads = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      String key = "pages/meanwhile/%03d.jpg".formatted(i + 1);
      Upload upload =
          cast.application().upload(key, "image/jpeg", LibraryPainter.edition(page, 100 + i));
      cast.poller().await(upload, apart);
      uploads.add(upload);
      events.add(Event.created(cast.source(), upload));
    }
    cast.events().post(events);
    return uploads;
  }
}
