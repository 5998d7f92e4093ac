package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrontierProperties {
  private enum Move {
    DELIVER,
    ACKNOWLEDGE,
    COMMIT
  }

  /** {@code n}: the gap before the next offset, or which of those delivered. */
  record Step(Move move, int n) {}

  /** Keeps every offset for ever and looks at all of them each time. */
  private static final class Model {
    private final TreeMap<Long, Boolean> delivered = new TreeMap<>();
    private long committed = -1;

    OptionalLong committable() {
      if (delivered.isEmpty()) {
        return OptionalLong.empty();
      }
      long position =
          delivered.entrySet().stream()
              .filter(e -> !e.getValue())
              .mapToLong(e -> e.getKey())
              .findFirst()
              .orElse(delivered.lastKey() + 1);
      return position > committed ? OptionalLong.of(position) : OptionalLong.empty();
    }
  }

  @Property
  void commitsWhatANaiveModelCommits(@ForAll("steps") List<Step> steps) {
    Frontier frontier = new Frontier();
    Model model = new Model();
    long next = 0;
    for (Step step : steps) {
      switch (step.move()) {
        case DELIVER -> {
          next += step.n();
          frontier.delivered(next);
          model.delivered.put(next, false);
          next++;
        }
        case ACKNOWLEDGE -> {
          long offset = next == 0 ? step.n() : step.n() * 31L % next;
          frontier.acknowledged(offset);
          model.delivered.replace(offset, true);
        }
        case COMMIT ->
            frontier
                .committable()
                .ifPresent(
                    offset -> {
                      frontier.committed(offset);
                      model.committed = offset;
                    });
      }
      assertThat(frontier.committable()).isEqualTo(model.committable());
      assertThat(frontier.outstanding())
          .isEqualTo((int) model.delivered.values().stream().filter(acked -> !acked).count());
    }
  }

  @Property
  void neverCommitsPastAnUnacknowledgedRecord(@ForAll("steps") List<Step> steps) {
    Frontier frontier = new Frontier();
    Set<Long> open = new HashSet<>();
    long next = 0;
    for (Step step : steps) {
      if (step.move() == Move.DELIVER) {
        next += step.n();
        frontier.delivered(next);
        open.add(next++);
      } else if (!open.isEmpty()) {
        long offset = open.stream().sorted().skip(step.n() % open.size()).findFirst().orElseThrow();
        frontier.acknowledged(offset);
        open.remove(offset);
      }
      frontier
          .committable()
          .ifPresent(commit -> assertThat(open).allMatch(offset -> offset >= commit));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Move.class), Arbitraries.integers().between(0, 40))
        .as(Step::new)
        .list()
        .ofMaxSize(200);
  }
}
