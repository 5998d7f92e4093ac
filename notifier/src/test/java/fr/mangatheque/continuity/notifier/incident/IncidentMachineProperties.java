package fr.mangatheque.continuity.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.NotificationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The machine against a model that knows only which objects fail, and since when. */
class IncidentMachineProperties {
  private static final IncidentTiming TIMING =
      new IncidentTiming(Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofMinutes(5));

  private sealed interface Act {
    record Raise(String object, boolean permanent, @Nullable Duration clearsAfter) implements Act {}

    record Clear(String object) implements Act {}

    record Pass(Duration time) implements Act {}
  }

  private record Fails(Instant since, @Nullable Instant clearsAt, boolean permanent) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<String> object = Arbitraries.integers().between(0, 40).map(i -> "page-" + i);
    Arbitrary<Duration> clearsAfter =
        Arbitraries.integers().between(1, 90).map(Duration::ofSeconds).injectNull(0.8);
    Arbitrary<Boolean> permanent = Arbitraries.of(false, false, false, true);
    Arbitrary<Act> raise = Combinators.combine(object, permanent, clearsAfter).as(Act.Raise::new);
    Arbitrary<Act> clear = object.map(Act.Clear::new);
    Arbitrary<Act> pass =
        Arbitraries.integers().between(1, 400_000).map(ms -> new Act.Pass(Duration.ofMillis(ms)));
    return Arbitraries.oneOf(raise, raise, clear, clear, pass).list().ofMaxSize(200);
  }

  @Property(tries = 500)
  void theCountIsAlwaysThatOfTheObjectsThatFail(@ForAll("acts") List<Act> acts) {
    MachineBench bench = new MachineBench(TIMING);
    Map<String, Fails> model = new HashMap<>();
    for (Act act : acts) {
      play(act, bench, model);
      assertThat(bench.counted()).isEqualTo(model.size());
    }
  }

  @Property(tries = 500)
  void openedAndResolvedAlternateAndNoTwoIncidentsHaveOneName(@ForAll("acts") List<Act> acts) {
    MachineBench bench = new MachineBench(TIMING);
    Map<String, Fails> model = new HashMap<>();
    acts.forEach(act -> play(act, bench, model));

    Set<Instant> openings = new HashSet<>();
    Notice before = null;
    for (Notice notice : bench.notices()) {
      boolean open = before != null && before.kind() != NotificationKind.RESOLVED;
      if (notice.kind() == NotificationKind.OPENED) {
        assertThat(open).isFalse();
        assertThat(openings.add(notice.openedAt())).isTrue();
        assertThat(notice.number()).isOne();
      } else {
        assertThat(open).isTrue();
        assertThat(notice.openedAt()).isEqualTo(before.openedAt());
        assertThat(notice.number()).isEqualTo(before.number() + 1);
      }
      if (notice.kind() == NotificationKind.UPDATED) {
        assertThat(notice.at()).isAfterOrEqualTo(before.at().plus(IncidentMachine.GROWTH_PAUSE));
      }
      assertThat(notice.tally().failing() == 0)
          .isEqualTo(notice.kind() == NotificationKind.RESOLVED);
      before = notice;
    }
  }

  @Property(tries = 500)
  void peopleKnowExactlyWhenSomethingHasFailedForLongEnough(@ForAll("acts") List<Act> acts) {
    MachineBench bench = new MachineBench(TIMING);
    Map<String, Fails> model = new HashMap<>();
    boolean known = false;
    for (Act act : acts) {
      int notices = bench.notices().size();
      play(act, bench, model);
      boolean ripe =
          model.values().stream()
              .anyMatch(
                  it -> it.permanent() || !bench.now().isBefore(it.since().plus(TIMING.after())));
      boolean isOpen =
          bench.state() instanceof IncidentState.Open
              || bench.state() instanceof IncidentState.Settling;
      boolean opened =
          bench.notices().subList(notices, bench.notices().size()).stream()
              .anyMatch(notice -> notice.kind() == NotificationKind.OPENED);
      if (ripe) {
        assertThat(isOpen).isTrue();
      }
      assertThat(isOpen && !known).as("open without a word").isEqualTo(isOpen && !known && opened);
      known = isOpen;
    }
  }

  @Property(tries = 500)
  void onceNothingFailsItIsToldAndThenForgotten(@ForAll("acts") List<Act> acts) {
    MachineBench bench = new MachineBench(TIMING);
    Map<String, Fails> model = new HashMap<>();
    acts.forEach(act -> play(act, bench, model));

    Set.copyOf(model.keySet()).forEach(bench::clear);
    bench.passes(TIMING.settle().multipliedBy(2));

    assertThat(bench.state()).isEqualTo(new IncidentState.Calm());
    if (!bench.notices().isEmpty()) {
      assertThat(bench.notices().getLast().kind()).isEqualTo(NotificationKind.RESOLVED);
    }
  }

  @Property(tries = 300)
  void whatFailsOnlyForMomentsIsToldToNobodyHoweverLongItGoesOn(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 29) Integer> seconds) {
    MachineBench bench = new MachineBench(TIMING);
    for (int i = 0; i < seconds.size(); i++) {
      bench.raise("page-" + i, false, Duration.ofSeconds(seconds.get(i)));
      bench.passes(Duration.ofSeconds(seconds.get(seconds.size() - 1 - i)));
    }

    assertThat(bench.notices()).isEmpty();
  }

  private static void play(Act act, MachineBench bench, Map<String, Fails> model) {
    switch (act) {
      case Act.Raise(String object, boolean permanent, Duration clearsAfter) -> {
        Fails before = model.get(object);
        Instant clearsAt = clearsAfter == null ? null : bench.now().plus(clearsAfter);
        model.put(
            object,
            new Fails(
                before == null ? bench.now() : before.since(),
                clearsAt,
                permanent || (before != null && before.permanent())));
        bench.raise(object, permanent, clearsAfter);
      }
      case Act.Clear(String object) -> {
        model.remove(object);
        bench.clear(object);
      }
      case Act.Pass(Duration time) -> {
        bench.passes(time);
        model
            .values()
            .removeIf(it -> it.clearsAt() != null && !bench.now().isBefore(it.clearsAt()));
      }
    }
  }
}
