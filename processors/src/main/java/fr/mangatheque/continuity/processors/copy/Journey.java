package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is noted while one request is worked on. One thread uses it. */
final class Journey {
  private final Set<Cause> doubts = new LinkedHashSet<>();
  private final Map<Stage, Duration> durations = new EnumMap<>(Stage.class);
  // until it has room to begin
  private Stage stage = Stage.STAGING;
  private long enteredAt = System.nanoTime();
  private long bytesRead;

  /** Whom we deal with from here on: a failure is theirs. */
  void enter(Stage next) {
    long now = System.nanoTime();
    durations.merge(stage, Duration.ofNanos(now - enteredAt), Duration::plus);
    enteredAt = now;
    stage = next;
  }

  Stage stage() {
    return stage;
  }

  /** How long each stage took so far. */
  Map<Stage, Duration> durations() {
    enter(stage);
    return durations;
  }

  void doubt(Cause doubt) {
    doubts.add(doubt);
  }

  List<Cause> doubts() {
    return List.copyOf(doubts);
  }

  void read(long bytes) {
    bytesRead += bytes;
  }

  long bytesRead() {
    return bytesRead;
  }
}
