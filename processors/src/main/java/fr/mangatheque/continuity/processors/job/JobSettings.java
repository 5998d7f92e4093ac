package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;

/**
 * What the jobs run with.
 *
 * @param sources names of the sources there are
 * @param plans what is expected, by schedule; a job of a known source without a plan runs by hand
 * @param partitions of its inputs, ticks and job-reports alike
 * @param stateDirectory where Kafka Streams keeps what it must
 */
public record JobSettings(
    Set<String> sources, Map<ScheduleName, JobPlan> plans, int partitions, Path stateDirectory) {
  public JobSettings {
    sources = Set.copyOf(sources);
    plans = Map.copyOf(plans);
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions are at least 1");
    }
  }

  /**
   * @param ticks partitions of the topic of ticks
   * @param reports partitions of the topic of reports
   * @throws IllegalArgumentException if these are not as many, for they are read by partition
   */
  public static JobSettings of(
      Set<String> sources, Collection<JobPlan> plans, int ticks, int reports, Path directory) {
    if (ticks != reports) {
      throw new IllegalArgumentException(
          "ticks has %d partitions and job-reports %d: give both the larger number"
                  .formatted(ticks, reports)
              + " (kafka-topics.sh --alter), or delete the one that holds nothing yet");
    }
    return new JobSettings(
        sources,
        plans.stream().collect(Collectors.toMap(JobPlan::name, Function.identity())),
        ticks,
        directory);
  }

  /** What is expected of {@code name}; empty if its source is not known here. */
  Optional<JobPlan> plan(ScheduleName name) {
    return sources.contains(name.source())
        ? Optional.of(plans.getOrDefault(name, JobPlan.byHand(name)))
        : Optional.empty();
  }

  /** The partition that Kafka's own clients choose for a key. */
  int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
