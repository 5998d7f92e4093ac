package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Administrator;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A byte turns where the backup keeps it: a scrub reads it back, and repairs it. */
public final class ByteRots implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CAUSE = "WRONG_IN_BACKUP";

  private int repaired;
  private int open;

  @Override
  public String title() {
    return "A byte rots in the second cloud";
  }

  /** How many versions were repaired. */
  public int repaired() {
    return repaired;
  }

  /** How many alerts of it are left to pass by themselves: they do in an hour. */
  public int open() {
    return open;
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Incidents incidents = new Incidents(cast.onCall(), alert -> alert.causeClass().equals(CAUSE));
    Picture picture = Roles.overwritten(cast.library());
    BackupEntry rotten = cast.backup().entries(picture.key()).getLast();
    byte[] right = cast.backup().content(rotten);
    cast.backupCloud().rot(rotten.name());
    scene.does("One byte of %s turns on the disk over there.".formatted(picture.key()));
    scene.holds(
        "whoever reads it now reads another image",
        !Arrays.equals(right, cast.backup().content(rotten)),
        rotten.name().substring(rotten.name().lastIndexOf('/') + 1, rotten.name().length()));

    scene.does("The clock would do it every hour: continuity jobs run scrub");
    Administrator.Run run = cast.administrator().run(cast.source(), "scrub");
    scene.holds("read-backs are granted", run.succeeded(), run.detail());
    boolean mended =
        scene.until(PATIENCE, () -> cast.backup().entries(picture.key()).getLast().repair() > 0);
    List<BackupEntry> after = cast.backup().entries(picture.key());
    repaired = (int) after.stream().filter(entry -> entry.repair() > 0).count();
    scene.holds(
        "a repaired copy stands beside it, with the right bytes",
        mended && Arrays.equals(right, cast.backup().content(after.getLast())),
        after.getLast().name().substring(after.getLast().name().lastIndexOf('~') + 1));
    boolean raised = scene.until(PATIENCE, () -> incidents.raised() == 1);
    open = incidents.raised() - incidents.cleared();
    scene.holds("on-call is told", raised, "raised " + incidents.raised());
  }
}
