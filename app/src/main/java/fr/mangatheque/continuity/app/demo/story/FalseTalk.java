package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.site.UploadJournal;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events that are repeated, late or made up change nothing, and cost next to nothing. */
public final class FalseTalk implements Act {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int REPEATS = 5;
  static final int GHOSTS = 3;
  private static final int UNAUTHORIZED = 401;
  private static final String MADE_UP = "0123456789abcdef0123456789abcdef";

  private final UploadJournal journal;

  public FalseTalk(UploadJournal journal) {
    this.journal = journal;
  }

  @Override
  public String title() {
    return "Duplicate, stale and forged events";
  }

  @Override
  public void play(Cast cast, Scene scene) throws InterruptedException {
    List<Upload> known = known(cast);
    Upload overwritten = first(Roles.overwritten(cast.library()));
    List<Upload> subjects = new ArrayList<>(known);
    subjects.add(overwritten);
    Map<String, Long> readsBefore = reads(cast, subjects);
    List<BackupEntry> before = cast.backup().list(BackupEntry.OBJECTS);
    long writesBefore = cast.backupRequests().puts();
    int alertsBefore = cast.onCall().raised();

    scene.does(
        "Posted again: %d events heard before, and the old event of the overwritten cover."
            .formatted(known.size() * REPEATS));
    scene.does(
        "Made up: %d about pages that are as they were, %d about pages that never were,"
                .formatted(known.size(), GHOSTS)
            + " 1 with a wrong token.");
    List<Event> honest = known.stream().map(it -> Event.created(cast.source(), it)).toList();
    cast.events()
        .post(Collections.nCopies(REPEATS, honest).stream().flatMap(List::stream).toList());
    cast.events().post(Event.created(cast.source(), overwritten));
    cast.events().post(lies(cast, known));
    List<Event> ghosts = ghosts(cast, overwritten);
    cast.events().post(ghosts);
    int status = cast.events().post(honest.getFirst(), "not-a-token-of-the-intake");

    boolean looked =
        scene.until(
            PATIENCE,
            () ->
                extra(cast, readsBefore) >= subjects.size()
                    && ghosts.stream().allMatch(it -> cast.originRequests().gets(it.key()) > 0));
    Picture page = Roles.talkedAbout(cast.library()).getLast();
    Upload next =
        cast.publish(page.key() + ".new.jpg", "image/jpeg", LibraryPainter.edition(page, 3));
    scene.until(PATIENCE, () -> cast.poller().safe(next));

    scene.same("the wrong token is refused", UNAUTHORIZED, status);
    scene.holds(
        "a duplicate costs nothing, any other untruth one look at the source",
        looked && extra(cast, readsBefore) == subjects.size(),
        "%d events, expected %d GETs, saw %d"
            .formatted(
                known.size() * (REPEATS + 1) + 1, subjects.size(), extra(cast, readsBefore)));
    scene.same(
        "nothing is written but what was uploaded meanwhile",
        1,
        cast.backupRequests().puts() - writesBefore);
    List<BackupEntry> after = new ArrayList<>(cast.backup().list(BackupEntry.OBJECTS));
    after.removeIf(entry -> entry.key().equals(next.key()));
    scene.holds(
        "the backup says what it said",
        after.equals(before),
        "%d entries before, %d after".formatted(before.size(), after.size()));
    scene.same("nobody is woken", 0, cast.onCall().raised() - alertsBefore);
  }

  private List<Upload> known(Cast cast) {
    return Roles.talkedAbout(cast.library()).stream().map(this::first).toList();
  }

  private Upload first(Picture picture) {
    return journal.uploads().stream()
        .filter(upload -> upload.key().equals(picture.key()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("never uploaded: " + picture.key()));
  }

  /** One about each: half of them made up, half of them gone, they say. */
  private static List<Event> lies(Cast cast, List<Upload> known) {
    List<Event> lies = new ArrayList<>();
    for (Upload upload : known) {
      boolean removal = lies.size() % 2 == 1;
      lies.add(
          removal
              ? Event.removed(cast.source(), upload.key(), upload.at())
              : new Event(
                  cast.source(),
                  upload.key(),
                  "created",
                  MADE_UP,
                  1L,
                  null,
                  upload.at().toString()));
    }
    return lies;
  }

  private static List<Event> ghosts(Cast cast, Upload like) {
    List<Event> ghosts = new ArrayList<>();
    for (int i = 1; i <= GHOSTS; i++) {
      ghosts.add(
          new Event(
              cast.source(),
              "pages/never-was/%03d.jpg".formatted(i),
              "created",
              MADE_UP,
              like.size(),
              like.sha256(),
              like.at().toString()));
    }
    return ghosts;
  }

  private static Map<String, Long> reads(Cast cast, List<Upload> subjects) {
    Map<String, Long> reads = new HashMap<>();
    subjects.forEach(it -> reads.put(it.key(), cast.originRequests().gets(it.key())));
    return reads;
  }

  private static long extra(Cast cast, Map<String, Long> before) {
    return before.entrySet().stream()
        .mapToLong(of -> cast.originRequests().gets(of.getKey()) - of.getValue())
        .sum();
  }
}
