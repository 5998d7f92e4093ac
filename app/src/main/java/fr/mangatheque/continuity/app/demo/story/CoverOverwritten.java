package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import java.time.Duration;
import java.util.List;

/** A cover gets a new edition: both are kept. */
public final class CoverOverwritten implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String title() {
    return "A cover is overwritten";
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Picture cover = Roles.overwritten(cast.library());
    List<BackupEntry> before = cast.backup().entries(cover.key());
    scene.does("The source holds one state of " + cover.key() + "; a new edition takes its place.");
    Upload upload = cast.publish(cover.key(), "image/jpeg", LibraryPainter.edition(cover, 2));
    scene.until(PATIENCE, () -> cast.poller().safe(upload));
    List<BackupEntry> after = cast.backup().entries(cover.key());
    scene.same("the backup keeps both versions", before.size() + 1L, after.size());
    scene.holds(
        "the new edition is the greatest entry, the old one as it was",
        after.containsAll(before) && upload.sha256().equals(after.getLast().sha256()),
        "entry of " + after.getLast().instant());
  }
}
