package fr.mangatheque.continuity.app.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Part;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the parts of an answer are put together. */
class WholeTest {
  private static final URI OTHER = URI.create("http://other:8080");

  private static Part part(Integer... partitions) {
    List<Standing> standings =
        List.of(partitions).stream().map(it -> KnownHere.standingOf(it, 10, 0)).toList();
    return new Part(
        Set.of(partitions), standings, List.of(), List.of(), List.of(), null, List.of());
  }

  private static Whole of(Map<URI, Set<Integer>> others, Part... parts) {
    return Whole.of(new Holdings.Processes(3, others), Set.of(), List.of(parts), List.of());
  }

  @Test
  void aPartitionThatTwoTellOfCountsOnce() {
    Whole whole = of(Map.of(), part(0, 1), part(1, 2));

    assertThat(whole.standings())
        .extracting(Standing::partition)
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(whole.silences()).isEmpty();
  }

  @Test
  void aPartitionThatNobodyTellsOfIsSilentAsIsItsKeeperIfItIsKnown() {
    Whole whole = of(Map.of(OTHER, Set.of(2)), part(0));

    assertThat(whole.silences())
        .extracting(Silence::partitions, Silence::process)
        .containsExactly(tuple(List.of(2), OTHER.toString()), tuple(List.of(1), null));
  }

  @Test
  void theSilenceOfAProcessIsToldOnce() {
    Silence told = new Silence("process", List.of(1, 2), OTHER.toString(), "it has ended");

    Whole whole =
        Whole.of(
            new Holdings.Processes(3, Map.of(OTHER, Set.of(1, 2))),
            Set.of("uploads/audit"),
            List.of(part(0)),
            List.of(told));

    assertThat(whole.silences()).containsExactly(told);
  }

  @Test
  void jobsThatNobodyTellsOfAreSilentRatherThanNone() {
    Part part =
        new Part(
            Set.of(0),
            List.of(),
            List.of(),
            List.of(new Job("uploads", "audit", null, null, null, null, null, null)),
            List.of(),
            null,
            List.of());

    Whole whole =
        Whole.of(
            new Holdings.Processes(1, Map.of()),
            Set.of("uploads/audit", "uploads/drill-all"),
            List.of(part),
            List.of());

    assertThat(whole.jobs()).extracting(Job::job).containsExactly("audit");
    assertThat(whole.silences())
        .singleElement()
        .satisfies(
            silence -> {
              assertThat(silence.what()).isEqualTo("jobs");
              assertThat(silence.why())
                  .contains("uploads/drill-all")
                  .doesNotContain("uploads/audit");
            });
  }

  @Test
  void incidentsThatNobodyKeepsAreUnknownRatherThanNone() {
    Part keeper =
        new Part(Set.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    assertThat(of(Map.of(), part(0)).incidents()).isNull();
    assertThat(of(Map.of(), part(0), keeper).incidents()).isEmpty();
  }
}
