package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** What the bucket holds is not what the application announced: kept as it is, and told. */
public final class Damaged implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CAUSE = "DIFFERS_FROM_ANNOUNCED";

  @Override
  public String title() {
    return "A file is damaged on its way to the source";
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Picture page = Roles.damaged(cast.library());
    int before = cast.backup().entries(page.key()).size();
    Incidents incidents = new Incidents(cast.onCall(), alert -> alert.causeClass().equals(CAUSE));
    byte[] meant = LibraryPainter.edition(page, 2);
    byte[] damaged = meant.clone();
    damaged[damaged.length / 2] ^= 0x10;

    scene.does("One bit of " + page.key() + " turns; the event has the SHA-256 of what was meant.");
    Upload wrong = cast.application().upload(page.key(), "image/jpeg", damaged);
    cast.poller().await(wrong, cast.latencies());
    cast.events().post(Event.created(cast.source(), wrong).announcing(sha256(meant)));
    boolean safe = scene.until(PATIENCE, () -> cast.poller().safe(wrong));
    boolean raised = scene.until(PATIENCE, () -> incidents.raised() == 1);
    scene.holds(
        "what the bucket holds is protected all the same",
        safe,
        "entry " + wrong.sha256().substring(0, 12) + "… " + (safe ? "is there" : "is missing"));
    scene.holds("on-call is told", raised, "expected 1 incident, saw " + incidents.raised());

    scene.does("The application uploads it again, whole.");
    Upload right = cast.publish(page.key(), "image/jpeg", meant);
    scene.until(PATIENCE, () -> cast.poller().safe(right));
    boolean cleared = scene.until(PATIENCE, () -> incidents.cleared() == 1);
    scene.holds("on-call is told that it is over", cleared, "resolved " + incidents.cleared());
    List<BackupEntry> after = cast.backup().entries(page.key());
    scene.holds(
        "every state the source held is kept, the whole one is the greatest",
        after.size() == before + 2 && right.sha256().equals(after.getLast().sha256()),
        "expected %d versions, saw %d".formatted(before + 2, after.size()));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
