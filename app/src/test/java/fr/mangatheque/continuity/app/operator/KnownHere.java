package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Failures;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Part;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import fr.mangatheque.continuity.app.operator.answer.Totals;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a process knows, as a test says. Of the source {@code uploads}. */
public final class KnownHere implements Holdings {
  public static final String SOURCE = "uploads";
  private static final int PARTITIONS = 2;

  private final Set<Integer> own = new TreeSet<>();
  private final Map<URI, Set<Integer>> others = new ConcurrentHashMap<>();
  private final List<Standing> standings = new CopyOnWriteArrayList<>();
  private final List<Pause> pauses = new CopyOnWriteArrayList<>();
  private final List<Job> jobs = new CopyOnWriteArrayList<>();
  private final List<GuardCase> guard = new CopyOnWriteArrayList<>();
  private final List<FailingObject> failing = new CopyOnWriteArrayList<>();
  private final List<Incident> incidents = new CopyOnWriteArrayList<>();
  private final Map<ObjectId, Known> known = new ConcurrentHashMap<>();
  private @Nullable URI keeper;

  private KnownHere(Set<Integer> own) {
    this.own.addAll(own);
  }

  /** One that keeps all partitions, or those of {@code own}. */
  public static KnownHere of(Integer... own) {
    return new KnownHere(own.length == 0 ? Set.of(0, 1) : Set.of(own));
  }

  /** {@code objects} in a partition, some of them failing; the first backup is complete. */
  public KnownHere standing(int partition, long objects, long failingObjects) {
    standings.add(standingOf(partition, objects, failingObjects));
    return this;
  }

  static Standing standingOf(int partition, long objects, long failingObjects) {
    return new Standing(
        partition,
        SOURCE,
        new Totals(
            objects,
            objects * 1000,
            objects,
            objects * 1000,
            failingObjects,
            0,
            0,
            failingObjects,
            0,
            0),
        null,
        true,
        null);
  }

  public KnownHere failing(String key, Instant since) {
    failing.add(
        new FailingObject(SOURCE, key, "BACKUP", "ACCESS_DENIED", since, 3, since.plusSeconds(60)));
    return this;
  }

  public KnownHere job(Job job) {
    jobs.add(job);
    return this;
  }

  public KnownHere holdsBack(GuardCase open) {
    guard.add(open);
    return this;
  }

  public KnownHere incident(Incident incident) {
    incidents.add(incident);
    return this;
  }

  public KnownHere paused(Pause pause) {
    pauses.add(pause);
    return this;
  }

  public KnownHere object(String key, Known what) {
    known.put(new ObjectId(SOURCE, key), what);
    return this;
  }

  /** Another process, which keeps what this one does not. */
  public KnownHere beside(URI process, Integer... partitions) {
    others.put(process, Set.of(partitions));
    keeper = process;
    return this;
  }

  @Override
  public Part part() {
    return new Part(own, standings, pauses, jobs, guard, incidents, List.of());
  }

  @Override
  public Failures failing(@Nullable String source, int limit) {
    return new Failures(
        failing.stream().limit(limit).toList(), true, failing.size() > limit, List.of());
  }

  @Override
  public Located find(ObjectId object) {
    Known found = known.get(object);
    if (found != null) {
      return new Located.Here(found);
    }
    URI other = keeper;
    return other == null ? new Located.Nowhere() : new Located.At(other);
  }

  @Override
  public Processes processes() {
    return new Processes(PARTITIONS, others);
  }

  @Override
  public Set<String> expectedJobs() {
    return Set.of();
  }
}
