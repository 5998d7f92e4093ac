package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LanesProperties {
  private record Numbered(int key, int n) {}

  @Property
  void oneTaskOfAKeyAtATimeInOrderAndNoneForgotten(
      @ForAll @Size(max = 120) List<@IntRange(min = -4, max = 4) Integer> moves) {
    Lanes<Integer, Numbered> lanes = new Lanes<>(_ -> 0);
    Set<Integer> running = new HashSet<>();
    Map<Integer, Integer> last = new HashMap<>();
    int added = 0;
    int ran = 0;
    for (int move : moves) {
      if (move > 0) {
        lanes.add(move, new Numbered(move, added++));
      } else if (move == 0) {
        var turn = lanes.next();
        if (turn.isPresent()) {
          Numbered task = turn.get().task();
          assertThat(running.add(task.key())).as("one at a time").isTrue();
          assertThat(last.getOrDefault(task.key(), -1)).isLessThan(task.n());
          last.put(task.key(), task.n());
          ran++;
        }
      } else if (running.remove(-move)) {
        lanes.finished(-move);
      }
    }
    assertThat(lanes.size()).isEqualTo(added - ran);
    for (int key : new ArrayList<>(running)) {
      lanes.finished(key);
    }
    for (var turn = lanes.next(); turn.isPresent(); turn = lanes.next()) {
      ran++;
      lanes.finished(turn.get().key());
    }
    assertThat(ran).isEqualTo(added);
  }

  @Property
  void droppedTasksNeverRunAndTheOthersDo(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 5) Integer> keys,
      @ForAll @IntRange(min = 1, max = 5) int dropped) {
    Lanes<Integer, Numbered> lanes = new Lanes<>(_ -> 0);
    keys.forEach(key -> lanes.add(key, new Numbered(key, 0)));
    lanes.drop(task -> task.key() == dropped);
    List<Integer> ran = new ArrayList<>();
    for (var turn = lanes.next(); turn.isPresent(); turn = lanes.next()) {
      ran.add(turn.get().key());
      lanes.finished(turn.get().key());
    }
    assertThat(ran)
        .containsExactlyInAnyOrderElementsOf(keys.stream().filter(k -> k != dropped).toList());
    assertThat(lanes.size()).isZero();
  }

  @Property
  void theMostUrgentKeyIsNextAndAmongEqualsTheFirstToCome(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> ranks) {
    Lanes<Integer, Integer> lanes = new Lanes<>(rank -> rank);
    for (int key = 0; key < ranks.size(); key++) {
      lanes.add(key, ranks.get(key));
    }

    List<Integer> ran = new ArrayList<>();
    for (var turn = lanes.next(); turn.isPresent(); turn = lanes.next()) {
      ran.add(turn.get().key());
    }

    assertThat(ran)
        .containsExactlyElementsOf(
            IntStream.range(0, ranks.size())
                .boxed()
                .sorted(Comparator.comparing(ranks::get))
                .toList());
  }

  @Example
  void anUrgentTaskTakesThoseBeforeItInItsLaneAlong() {
    Lanes<String, Integer> lanes = new Lanes<>(rank -> rank);
    lanes.add("a", 5);
    lanes.add("b", 5);
    lanes.add("b", 1);

    assertThat(lanes.next()).contains(new Lanes.Turn<>("b", 5));
    lanes.finished("b");
    assertThat(lanes.next()).contains(new Lanes.Turn<>("b", 1));
    assertThat(lanes.next()).contains(new Lanes.Turn<>("a", 5));
  }
}
