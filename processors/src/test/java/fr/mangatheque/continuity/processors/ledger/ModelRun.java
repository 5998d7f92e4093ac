package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One key's life under everything that can happen to it: hints duplicated, lost, reordered and
 * forged, workers that die or write late, answers lost and told twice, a guard that grants, rejects
 * and is silent, clocks apart. At most one request may ever be under way, no marker be written that
 * the guard did not grant, and in the end the backup's greatest entry must equal what the source
 * holds, or what a person decided to keep.
 */
final class ModelRun {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Random random;
  private final ModelRules rules;
  private final LedgerStep ledger;
  private final ModelSource source;
  private final Duration senderClock;
  private final boolean hintsGetLost;
  private final NavigableSet<EntryName> backup = new TreeSet<>();
  private final ModelWorker.MarkerWitness witness = new ModelWorker.MarkerWitness();
  private final List<Input.Hint> hints = new ArrayList<>();
  private final List<ModelWorker> workers = new ArrayList<>();
  private final List<Input.Result> results = new ArrayList<>();
  private final List<Input> sightings = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private Instant real = START;
  private Instant now = START;
  private ObjectState state = ObjectState.NEW;
  private @Nullable ModelAudit audit;
  private final ModelGuard guard;
  private @Nullable String underWay;
  private int requests;

  ModelRun(long seed, ModelRules rules) {
    this.random = new Random(seed);
    this.rules = rules;
    this.ledger = new LedgerStep(LedgerPolicy.DEFAULT.withGuardWindow(Mutations.GUARD_WINDOW));
    this.source = new ModelSource(upToAnHour());
    this.senderClock = upToAnHour();
    this.hintsGetLost = random.nextBoolean();
    this.guard = new ModelGuard(random);
  }

  private Duration upToAnHour() {
    return Duration.ofMillis(random.nextInt(-3_600_000, 3_600_000));
  }

  /** Runs it all; what does not hold is told with the history that led there. */
  void run() {
    try {
      live();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + String.join("\n", history), e);
    }
  }

  private void live() {
    int moves = 20 + random.nextInt(120);
    for (int i = 0; i < moves; i++) {
      move();
    }
    settle();
    if (hintsGetLost) {
      changeUntold();
      elapse(Duration.ofHours(2));
      auditAll();
      settle();
    }
    compare();
  }

  private void move() {
    switch (random.nextInt(20)) {
      case 0, 1 -> upload();
      case 2 -> remove();
      case 3 -> forge();
      case 4, 5 -> take(hints).ifPresent(this::hint);
      case 6, 7, 8 -> slot();
      case 9, 10 -> advanceWorker();
      case 11, 12 -> answer();
      case 13 -> killWorker();
      case 14 -> pass(random.nextInt(4) == 0 ? 900_000 : 1500);
      case 15 -> loseSomething();
      case 16 -> audit();
      case 17 -> take(sightings).ifPresent(this::apply);
      case 18 -> take(guard.decisions()).ifPresent(this::decided);
      case 19 -> sometimesStale();
      default -> throw new IllegalStateException();
    }
  }

  private void upload() {
    char content = (char) ('A' + random.nextInt(3));
    Duration took = random.nextInt(4) == 0 ? Duration.ofMinutes(random.nextInt(9)) : Duration.ZERO;
    source.put(content, real, took);
    tell("uploaded " + source.held());
    announce(
        new Input.Hint(
            Input.Hint.Kind.CREATED,
            ModelSource.etag(content),
            ModelSource.SIZE,
            random.nextBoolean() ? ModelSource.sha256(content) : null,
            null,
            real.plus(senderClock)));
  }

  /** What happens while all is quiet is found by nothing but an audit. */
  private void changeUntold() {
    if (random.nextBoolean()) {
      source.remove();
    } else {
      source.put((char) ('A' + random.nextInt(3)), real, Duration.ZERO);
    }
    tell("untold, holds " + source.held());
  }

  private void remove() {
    source.remove();
    tell("removed");
    announce(
        new Input.Hint(Input.Hint.Kind.REMOVED, null, null, null, null, real.plus(senderClock)));
  }

  private void announce(Input.Hint hint) {
    if (hintsGetLost && random.nextInt(3) == 0) {
      return;
    }
    hints.add(hint);
    if (random.nextInt(4) == 0) {
      hints.add(hint);
    }
  }

  private void forge() {
    Input.Hint.Kind[] kinds = Input.Hint.Kind.values();
    char content = (char) ('A' + random.nextInt(5));
    hints.add(
        new Input.Hint(
            kinds[random.nextInt(kinds.length)],
            random.nextBoolean() ? ModelSource.etag(content) : null,
            random.nextBoolean() ? ModelSource.SIZE : 7L,
            random.nextBoolean() ? new Sha256("f".repeat(64)) : null,
            random.nextBoolean() ? now.plus(upToAnHour()) : null,
            now.plus(upToAnHour())));
  }

  /** Begins an audit, or has the one under way list on, or end. */
  private void audit() {
    if (audit == null) {
      audit = new ModelAudit(now);
    } else if (!audit.listed()) {
      Input seen = audit.list(source, backup, now);
      if (seen != null) {
        sightings.add(seen);
      }
    } else if (sightings.isEmpty()) {
      Input.Unseen unseen = audit.end();
      audit = null;
      if (unseen != null) {
        apply(unseen);
      }
    }
  }

  /** A whole audit, while nothing else happens. */
  private void auditAll() {
    audit = null;
    do {
      audit();
      while (!sightings.isEmpty()) {
        take(sightings).ifPresent(this::apply);
      }
    } while (audit != null);
  }

  private void decided(Input.Decision decision) {
    guard.delivered(decision);
    apply(decision);
  }

  /** An answer is lost, or comes about an absence of another time. */
  private void sometimesStale() {
    if (random.nextBoolean()) {
      guard.loseAnAnswer();
    } else {
      decided(
          new Input.Decision(Input.Decision.Verdict.GRANTED, now.minus(Duration.ofDays(1)), now));
    }
  }

  private void slot() {
    apply(new Input.Slot("request-" + requests));
  }

  private void advanceWorker() {
    if (workers.isEmpty()) {
      return;
    }
    ModelWorker worker = workers.get(random.nextInt(workers.size()));
    if (worker.hasRead()) {
      workers.remove(worker);
      results.add(worker.write(backup));
      tell("wrote for " + worker.request().phase().requestId() + ": " + backup);
    } else {
      worker.read(source, backup, witness, real, now);
      tell("read for " + worker.request().phase().requestId() + ": " + source.held());
    }
  }

  /** Killed before or after its write, its request is given to another. */
  private void killWorker() {
    take(workers)
        .ifPresent(
            worker -> {
              if (worker.hasRead() && random.nextBoolean()) {
                worker.write(backup);
              }
              tell("killed at " + worker.request().phase().requestId() + ": " + backup);
              workers.add(new ModelWorker(rules, worker.request(), true));
            });
  }

  private void answer() {
    take(results)
        .ifPresent(
            result -> {
              if (random.nextInt(5) == 0) {
                results.add(result);
              }
              deliver(result);
            });
  }

  /**
   * A worker that is slow has its request done by a second one; or a request that nobody began is
   * lost for good. (One that was begun is redelivered until it is answered: its offset is not
   * committed before.)
   */
  private void loseSomething() {
    if (!workers.isEmpty()) {
      ModelWorker worker = workers.get(random.nextInt(workers.size()));
      if (!worker.hasRead() && !worker.redelivered() && random.nextBoolean()) {
        workers.remove(worker);
      } else {
        workers.add(new ModelWorker(rules, worker.request(), true));
      }
    }
  }

  private void pass(int millis) {
    elapse(Duration.ofMillis(random.nextInt(millis)));
    if (random.nextInt(200) == 0) {
      now = now.minus(Duration.ofHours(1));
    }
    apply(new Input.Due());
  }

  /** The ledger's clock runs as real time does, but may have been set back. */
  private void elapse(Duration time) {
    real = real.plus(time);
    now = now.plus(time);
  }

  private void settle() {
    for (int i = 0; i < 400 && !quiet(); i++) {
      while (!hints.isEmpty()) {
        take(hints).ifPresent(this::hint);
      }
      while (!sightings.isEmpty()) {
        take(sightings).ifPresent(this::apply);
      }
      slot();
      while (!workers.isEmpty()) {
        advanceWorker();
      }
      while (!results.isEmpty()) {
        take(results).ifPresent(this::deliver);
      }
      while (!guard.decisions().isEmpty()) {
        take(guard.decisions()).ifPresent(this::decided);
      }
      elapse(Duration.ofMinutes(1 + random.nextInt(7)));
      apply(new Input.Due());
    }
    assertThat(quiet()).as("settles: %s", state).isTrue();
  }

  private boolean quiet() {
    return hints.isEmpty()
        && sightings.isEmpty()
        && workers.isEmpty()
        && results.isEmpty()
        && guard.decisions().isEmpty()
        && state.phase() instanceof Phase.Settled;
  }

  private void compare() {
    ModelSource.Held held = source.held();
    Optional<EntryName> greatest = backup.isEmpty() ? Optional.empty() : Optional.of(backup.last());
    if (held == null && state.kept()) {
      assertThat(greatest)
          .as("kept; backup %s", backup)
          .get()
          .isInstanceOf(EntryName.Version.class);
    } else if (held == null) {
      assertThat(greatest.filter(EntryName.Version.class::isInstance))
          .as("the source holds nothing; backup %s", backup)
          .isEmpty();
    } else {
      assertThat(greatest)
          .as("the source holds %s; backup %s", held, backup)
          .get()
          .isInstanceOfSatisfying(
              EntryName.Version.class,
              version -> assertThat(version.sha256()).isEqualTo(held.sha256()));
    }
  }

  private void hint(Input.Hint hint) {
    apply(hint);
  }

  private void deliver(Input.Result result) {
    if (result.requestId().equals(underWay)) {
      witness.told(result, real);
      underWay = null;
    }
    apply(result);
  }

  private void apply(Input input) {
    Step step = rules.step(ledger, state, input, now);
    tell(input + "\n  -> " + step.state());
    state = step.state() == null ? ObjectState.NEW : step.state();
    for (Output output : step.outputs()) {
      switch (output) {
        case Output.Request request -> {
          assertThat(underWay).as("a request under way when another is sent").isNull();
          underWay = request.phase().requestId();
          if (ModelGuard.isSecondLook(request.phase().ask())) {
            guard.secondLook(state);
          }
          requests++;
          workers.add(new ModelWorker(rules, request, false));
        }
        case Output.Raise raise -> {
          if (raise.failing().causeClass().equals("NO_ANSWER")) {
            underWay = null;
          }
        }
        case Output.Deletion deletion -> guard.told(deletion, now);
        case Output.Clear _, Output.Missed _, Output.Overwritten _ -> {
          // incidents have tests of their own
        }
      }
    }
    guard.check(state);
  }

  private void tell(String event) {
    history.add(now + " " + event);
  }

  private <T> Optional<T> take(List<T> list) {
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(list.remove(random.nextInt(list.size())));
  }
}
