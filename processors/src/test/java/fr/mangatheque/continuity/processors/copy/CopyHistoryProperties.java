package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** However an object changes and results get lost, its greatest entry ends as its source is. */
class CopyHistoryProperties {
  private static final String KEY = "library/01.jpg";

  private enum Move {
    UPLOAD,
    REMOVE,
    LET_TIME_PASS,
    LOOK,
    LOOK_AND_LOSE_THE_RESULT,
    CONFIRM,
    CONFIRM_AND_LOSE_THE_RESULT
  }

  record Step(Move move, int n) {}

  private static final class World implements AutoCloseable {
    private final TestClock clock = new TestClock();
    private final MemoryObjectStore origin = new MemoryObjectStore(clock);
    private final MemoryObjectStore backup = new MemoryObjectStore(clock);
    private final CopyFixture copier;
    private byte @Nullable [] held;
    private @Nullable Entry known;
    private boolean lost;

    World() {
      Path staging = Path.of("target", "staging-of-histories");
      copier = new CopyFixture(origin, backup, CopyFixture.settings(staging), clock);
    }

    void apply(Step step) {
      switch (step.move()) {
        case UPLOAD -> {
          held = new byte[] {(byte) (step.n() % 3)};
          origin.put(new ObjectKey(KEY), held, ObjectHeaders.NONE);
        }
        case REMOVE -> {
          held = null;
          origin.remove(new ObjectKey(KEY));
        }
        case LET_TIME_PASS -> clock.advance(Duration.ofMillis(step.n() * 300L));
        case LOOK -> told(ask(CopyTask.COPY));
        case CONFIRM -> told(ask(CopyTask.CONFIRM_ABSENCE));
        case LOOK_AND_LOSE_THE_RESULT -> lost(ask(CopyTask.COPY));
        case CONFIRM_AND_LOSE_THE_RESULT -> lost(ask(CopyTask.CONFIRM_ABSENCE));
      }
    }

    private CopyResult ask(CopyTask task) {
      var request = CopyFixture.task(task, KEY, known);
      return lost ? copier.copyRedelivered(request) : copier.copy(request);
    }

    private void told(CopyResult result) {
      known = result.getEntry();
      lost = false;
    }

    private void lost(CopyResult result) {
      assertThat(result.getCause()).isNull();
      lost = true;
    }

    @Override
    public void close() {
      copier.close();
    }
  }

  @Property(tries = 300)
  void theGreatestEntryEndsEqualToWhatTheSourceHolds(@ForAll("histories") List<Step> steps) {
    try (World world = new World()) {
      List<String> before = new ArrayList<>();
      for (Step step : steps) {
        world.apply(step);
        List<String> entries = world.copier.entries(KEY);
        assertThat(entries).as("nothing is ever taken away").containsAll(before);
        before = entries;
      }
      // a second look that is given once more writes no marker: first what was lost is found
      world.apply(new Step(Move.LOOK, 0));
      world.apply(new Step(Move.CONFIRM, 0));

      List<String> entries = world.copier.entries(KEY);
      if (world.held == null) {
        assertThat(entries).allSatisfy(name -> assertThat(EntryNames.parse(name)).isPresent());
        assertThat(entries.isEmpty() || entries.getLast().endsWith("~deleted")).isTrue();
      } else {
        EntryName greatest = EntryNames.parse(entries.getLast()).orElseThrow();
        assertThat(greatest)
            .isInstanceOfSatisfying(
                EntryName.Version.class,
                version -> assertThat(version.sha256()).isEqualTo(Content.of(world.held).sha256()));
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(Arbitraries.of(Move.class), Arbitraries.integers().between(0, 12))
        .as(Step::new)
        .list()
        .ofMaxSize(25);
  }
}
