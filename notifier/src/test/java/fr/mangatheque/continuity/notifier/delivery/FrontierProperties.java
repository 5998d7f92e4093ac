package fr.mangatheque.continuity.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

class FrontierProperties {
  private static final TopicPartition PARTITION = new TopicPartition("notifications", 0);

  @Property
  void nothingUndeliveredIsEverCommittedAndAllIsInTheEnd(
      @ForAll @Size(min = 1, max = 30) Set<@IntRange(min = 0, max = 100) Integer> offsets,
      @ForAll Random random) {
    Frontier frontier = new Frontier();
    TreeSet<Integer> sparse = new TreeSet<>(offsets);
    sparse.forEach(offset -> frontier.begin(PARTITION, offset));
    List<Integer> order = new ArrayList<>(sparse);
    Collections.shuffle(order, random);
    TreeSet<Integer> open = new TreeSet<>(sparse);
    for (int offset : order) {
      frontier.done(PARTITION, offset);
      open.remove(offset);
      OffsetAndMetadata commit = frontier.uncommitted().get(PARTITION);
      if (commit != null && !open.isEmpty()) {
        assertThat(commit.offset()).isLessThanOrEqualTo(open.first());
      }
      frontier.committed(frontier.uncommitted());
      assertThat(frontier.uncommitted()).isEmpty();
    }
    frontier.begin(PARTITION, 200);
    frontier.done(PARTITION, 200);

    assertThat(frontier.uncommitted()).containsEntry(PARTITION, new OffsetAndMetadata(201));
  }
}
