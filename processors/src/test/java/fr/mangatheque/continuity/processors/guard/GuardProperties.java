package fr.mangatheque.continuity.processors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The guard under every order of what can happen. {@link ModelGuards} checks each step. */
class GuardProperties {
  private static final int OBJECTS = 60;

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void itNeverGrantsWhatIsFrozenOrRejectedOrNotDueAndLosesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    ModelGuards guard = new ModelGuards();
    int keys = 1 + random.nextInt(OBJECTS);
    int moves = 20 + random.nextInt(300);
    for (int i = 0; i < moves; i++) {
      move(guard, random, "key-" + random.nextInt(keys));
    }

    settle(guard);

    assertThat(guard.absent).as("each was granted or rejected in the end").isEqualTo(guard.granted);
  }

  private static void move(ModelGuards guard, Random random, String key) {
    switch (random.nextInt(13)) {
      case 0, 1, 2, 3 -> guard.gone(key);
      case 4 -> guard.backAgain(key);
      case 5 -> guard.goneAnew(key);
      case 6, 7 -> guard.ask(key);
      case 8 -> guard.pass(Duration.ofSeconds(random.nextInt(900)));
      case 9 -> guard.sweep(random.nextInt(8));
      case 10 -> {
        if (random.nextInt(4) == 0) {
          guard.decide(random.nextBoolean());
        }
      }
      case 11 -> {
        if (random.nextInt(4) == 0) {
          guard.audited(random.nextInt(300));
        }
      }
      case 12 -> guard.restoring(random.nextInt(4) == 0);
      default -> throw new IllegalStateException();
    }
  }

  private static void settle(ModelGuards guard) {
    guard.restoring(false);
    for (int i = 0; i < 5; i++) {
      guard.pass(ModelGuards.POLICY.window());
      guard.askAllDue();
      guard.decide(true);
      guard.sweep(Integer.MAX_VALUE);
      guard.audited(1000);
      guard.sweep(Integer.MAX_VALUE);
    }
  }

  @Property(tries = 50)
  void aSlowTrickleOfDeletionsPasses(@ForAll @IntRange(min = 11, max = 60) int objects) {
    ModelGuards guard = new ModelGuards();
    guard.audited(objects);

    for (String key : keys(objects)) {
      guard.gone(key);
      guard.pass(ModelGuards.POLICY.window());
      guard.ask(key);
      guard.pass(Duration.ofHours(1));
    }

    assertThat(guard.granted).hasSize(objects);
  }

  @Property(tries = 50)
  void allThatWaitIsFrozenTheFirstIncludedUntilAPersonDecides(
      @ForAll @IntRange(min = 11, max = 60) int objects, @ForAll boolean approved) {
    ModelGuards guard = new ModelGuards();
    guard.audited(objects);
    List<String> gone = keys(objects);
    gone.forEach(guard::gone);
    guard.pass(ModelGuards.POLICY.window());

    guard.askAllDue();

    assertThat(guard.tripped()).isTrue();
    assertThat(guard.granted).isEmpty();
    assertThat(guard.raised).hasSizeBetween(Math.min(10, objects / 2), 10);
    guard.decide(approved);
    guard.sweep(Integer.MAX_VALUE);
    assertThat(approved ? guard.granted.keySet() : guard.rejected.keySet())
        .containsExactlyInAnyOrderElementsOf(gone);
  }

  @Property(tries = 50)
  void whatWaitsAtTheEndOfARestoreIsJudgedBeforeAnyOfItIsGranted(
      @ForAll @IntRange(min = 11, max = 60) int objects, @ForAll boolean auditFirst) {
    ModelGuards guard = new ModelGuards();
    guard.audited(objects);
    guard.restoring(true);
    keys(objects).forEach(guard::gone);
    guard.pass(ModelGuards.POLICY.window());
    guard.askAllDue();
    assertThat(guard.tripped()).isFalse();

    guard.restoring(false);
    if (auditFirst) {
      guard.audited(objects);
    }
    guard.askAllDue();

    assertThat(guard.tripped()).isTrue();
    assertThat(guard.granted).isEmpty();
  }

  @Property(tries = 50)
  void whatComesAfterADecisionIsHeldUntilAnAuditIsComplete(@ForAll boolean approved) {
    ModelGuards guard = new ModelGuards();
    guard.audited(20);
    keys(15).forEach(guard::gone);
    guard.decide(approved);
    guard.sweep(Integer.MAX_VALUE);
    guard.gone("later");
    guard.pass(ModelGuards.POLICY.window());
    guard.askAllDue();

    assertThat(guard.granted).doesNotContainKey("later");
    guard.audited(1000);
    guard.sweep(Integer.MAX_VALUE);
    assertThat(guard.granted).containsKey("later");
  }

  @Property(tries = 20)
  void whatIsAllBackAgainEndsTheCase(@ForAll @IntRange(min = 11, max = 60) int objects) {
    ModelGuards guard = new ModelGuards();
    keys(objects).forEach(guard::gone);

    keys(objects).forEach(guard::backAgain);

    assertThat(guard.state().phase()).isEqualTo(Phase.ARMED);
    assertThat(guard.raised).isEmpty();
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
  }
}
