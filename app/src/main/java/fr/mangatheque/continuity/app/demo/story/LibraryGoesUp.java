package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.screen.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All pictures are uploaded, and each is safe a moment later. */
public final class LibraryGoesUp implements Act {
  private static final Duration STRAGGLERS = Duration.ofSeconds(60);

  /** Of a hundred requests, how many may be repeats of ones that took too long. */
  private static final int REPEATS = 2;

  private static final int FORMS_A_LINE = 6;

  private final int rate;

  /**
   * @param rate pictures a second, at most
   */
  public LibraryGoesUp(int rate) {
    this.rate = rate;
  }

  @Override
  public String title() {
    return "A library goes up";
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    List<Picture> pictures = cast.library().pictures();
    int all = pictures.size();
    scene.does(
        "The application uploads %d images (%s), %d a second, and tells of each: in %d forms, in turn."
            .formatted(
                all, Screen.megabytes(cast.library().bytes()), rate, cast.forms().told().size()));
    long started = System.nanoTime();
    long getsBefore = cast.originRequests().gets();
    long putsBefore = cast.backupRequests().puts();
    boolean complete;
    try (LibraryUpload upload = new LibraryUpload(cast, pictures, rate)) {
      upload.start();
      Runnable draw =
          () ->
              scene
                  .screen()
                  .progress(cast.poller().seen(), all, told(cast, upload.uploaded(), started));
      Duration patience = STRAGGLERS.plusSeconds(3L * all / rate);
      complete = scene.until(patience, () -> upload.done() && cast.poller().waiting() == 0, draw);
      scene.screen().settled(told(cast, upload.uploaded(), started));
    }
    scene.holds(
        "every upload is safe in the second cloud",
        complete,
        "expected %d, saw %d".formatted(all, cast.poller().seen()));
    Map<String, Integer> told = cast.forms().told();
    long used = told.values().stream().filter(count -> count > 0).count();
    scene.holds(
        "they came in every form",
        used == Math.min(told.size(), all),
        "expected %d forms, saw %d".formatted(Math.min(told.size(), all), used));
    List<String> counts =
        told.entrySet().stream().map(form -> form.getKey() + " " + form.getValue()).toList();
    for (int i = 0; i < counts.size(); i += FORMS_A_LINE) {
      int end = Math.min(i + FORMS_A_LINE, counts.size());
      scene.screen().notes(String.join(" · ", counts.subList(i, end)));
    }
    long gets = cast.originRequests().gets() - getsBefore;
    long puts = cast.backupRequests().puts() - putsBefore;
    scene.holds(
        "one read and one write an image",
        about(all, gets) && about(all, puts),
        "counted at the endpoints: %d GETs, %d PUTs".formatted(gets, puts));
  }

  private static boolean about(long expected, long seen) {
    return seen >= expected && seen <= expected + Math.ceilDiv(expected * REPEATS, 100);
  }

  private static String told(Cast cast, int uploaded, long started) {
    double seconds = (System.nanoTime() - started) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d protected of %d uploaded · %.1f MB/s · safe after %d ms (p50), %d ms (p99)",
        cast.poller().seen(),
        uploaded,
        cast.poller().bytes() / 1e6 / seconds,
        cast.latencies().percentile(50),
        cast.latencies().percentile(99));
  }
}
