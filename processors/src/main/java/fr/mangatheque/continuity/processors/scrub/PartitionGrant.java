package fr.mangatheque.continuity.processors.scrub;

import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** What goes to one partition of object-changes, whatever its key. */
record PartitionGrant(int partition, ObjectChange change) {
  static StreamPartitioner<String, PartitionGrant> partitioner() {
    return (_, _, grant, _) -> Optional.of(Set.of(grant.partition()));
  }

  static Serializer<PartitionGrant> serializer(Serializer<ObjectChange> changes) {
    return (topic, grant) -> changes.serialize(topic, grant.change());
  }
}
