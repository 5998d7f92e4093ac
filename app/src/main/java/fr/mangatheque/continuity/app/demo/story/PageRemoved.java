package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A page is deleted: a marker says so, beside all that was. */
public final class PageRemoved implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Thresholds thresholds;

  public PageRemoved(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public String title() {
    return "A page is removed";
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Picture page = Roles.removed(cast.library());
    List<BackupEntry> before = cast.backup().entries(page.key());
    byte[] content = cast.backup().content(before.getLast());
    scene.does(
        "%s is deleted. The source is asked twice, %d s apart."
            .formatted(page.key(), thresholds.guardWindow().toSeconds()));
    long started = System.nanoTime();
    Instant at = cast.application().remove(page.key());
    cast.events().post(Event.removed(cast.source(), page.key(), at));
    boolean marked =
        scene.until(
            thresholds.guardWindow().plus(PATIENCE),
            () -> cast.backup().entries(page.key()).getLast().marker());
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    List<BackupEntry> after = cast.backup().entries(page.key());
    scene.holds(
        "a marker says that it is gone",
        marked && after.size() == before.size() + 1,
        after.getLast().name().substring(after.getLast().name().lastIndexOf('/') + 1));
    scene.holds(
        "not before the second look",
        took.compareTo(thresholds.guardWindow()) >= 0,
        String.format(Locale.ROOT, "%.1f s after the removal", took.toMillis() / 1e3));
    boolean kept = Arrays.equals(content, cast.backup().content(before.getLast()));
    scene.holds(
        "its versions stay, to the byte",
        after.containsAll(before) && kept,
        "%d bytes can still be read".formatted(content.length));
  }
}
