package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.site.Administrator;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.site.UploadJournal;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody deletes nearly everything by mistake, and the backup does not follow. */
public final class FolderDeleted implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final String FOLDER = "pages/";
  private static final String CAUSE = "MASS_DELETION";
  private static final int BATCH = 500;

  private final UploadJournal journal;
  private final Thresholds thresholds;
  private boolean tripped;

  public FolderDeleted(UploadJournal journal, Thresholds thresholds) {
    this.journal = journal;
    this.thresholds = thresholds;
  }

  @Override
  public String title() {
    return "Somebody deletes the wrong folder";
  }

  /** Whether the guard held it all back. */
  public boolean tripped() {
    return tripped;
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    Incidents incidents = new Incidents(cast.onCall(), alert -> alert.causeClass().equals(CAUSE));
    Administrator.Run audit = cast.administrator().run(cast.source(), "audit");
    scene.holds("an audit counted what there is", audit.succeeded(), audit.detail());
    List<BackupEntry> before = cast.backup().list(BackupEntry.OBJECTS);
    Map<String, Upload> held = held();

    scene.does("All %d objects under %s are deleted at once.".formatted(held.size(), FOLDER));
    long started = System.nanoTime();
    List<Event> removals = new ArrayList<>();
    for (String key : held.keySet()) {
      Instant at = cast.application().mislay(key);
      removals.add(Event.removed(cast.source(), key, at));
    }
    post(cast, removals);
    boolean raised = scene.until(PATIENCE, () -> incidents.raised() == 1);
    List<String> cases = cast.administrator().undecided();
    tripped = raised && cases.size() == 1;
    scene.holds("the guard trips, and on-call is told", tripped, "cases " + cases);
    scene.pause(thresholds.guardWindow().plusSeconds(1).minusNanos(System.nanoTime() - started));
    scene.holds(
        "the backup says what it said",
        cast.backup().list(BackupEntry.OBJECTS).equals(before),
        "%d entries, no marker more".formatted(before.size()));
    if (!tripped) {
      return;
    }

    scene.does("It was a mistake: continuity guard reject " + cases.getFirst());
    cast.administrator().reject(cases.getFirst());
    boolean cleared = scene.until(PATIENCE, () -> incidents.cleared() == 1);
    scene.holds("on-call is told that it is over", cleared, "resolved " + incidents.cleared());

    scene.does("The folder is put back, from what the backup holds.");
    List<Event> back = putBack(cast, held);
    post(cast, back);
    Map<String, Upload> again = held();
    boolean quiet = settled(cast, scene);
    scene.holds(
        "the same bytes make no second copy",
        quiet
            && cast.backup().list(BackupEntry.OBJECTS).equals(before)
            && again.size() == held.size(),
        "%d objects, %d entries, %d wait"
            .formatted(again.size(), before.size(), cast.administrator().backlog(cast.source())));
  }

  private static boolean settled(Cast cast, Scene scene) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    // made-up events are given some minutes to come true
    while (cast.administrator().backlog(cast.source()) > FalseTalk.GHOSTS) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      scene.pause(LOOK);
    }
    return true;
  }

  private Map<String, Upload> held() {
    Map<String, Upload> held = new LinkedHashMap<>();
    journal.uploads().stream()
        .filter(upload -> upload.key().startsWith(FOLDER))
        .forEach(upload -> held.put(upload.key(), upload));
    journal.removed().forEach(held::remove);
    return held;
  }

  private static List<Event> putBack(Cast cast, Map<String, Upload> held) {
    Map<String, BackupEntry> greatest = new LinkedHashMap<>();
    cast.backup().list(BackupEntry.OBJECTS + FOLDER).stream()
        .sorted(BackupEntry.ORDER)
        .forEach(entry -> greatest.put(entry.key(), entry));
    List<Event> told = new ArrayList<>();
    held.forEach(
        (key, upload) ->
            told.add(
                Event.created(
                    cast.source(),
                    cast.application().putBack(upload, cast.backup().content(greatest.get(key))))));
    return told;
  }

  private static void post(Cast cast, List<Event> events) throws InterruptedException {
    for (int i = 0; i < events.size(); i += BATCH) {
      cast.events().post(events.subList(i, Math.min(i + BATCH, events.size())));
    }
  }
}
