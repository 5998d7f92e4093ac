package fr.mangatheque.continuity.app.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Properties of Kafka's clients that no configuration may set: what is guaranteed rests on them.
 */
final class ReservedProperties {
  /** What Kafka Streams lets a property start with, to mean one kind of client only. */
  private static final List<String> PREFIXES =
      List.of("main.consumer.", "global.consumer.", "restore.consumer.", "consumer.", "producer.");

  private static final Map<String, String> REASONS =
      Stream.of(
              reserved("a record that one broker has is not safe yet", "acks"),
              reserved(
                  "records would be doubled, lost or seen half done",
                  "enable.idempotence",
                  "enable.auto.commit",
                  "isolation.level",
                  "processing.guarantee"),
              reserved("what came before the first start would be skipped", "auto.offset.reset"),
              reserved(
                  "records would not be read as they were written",
                  "key.serializer",
                  "value.serializer",
                  "key.deserializer",
                  "value.deserializer",
                  "default.key.serde",
                  "default.value.serde"),
              reserved(
                  "each part of a process has its own; see kafka.instance-id and"
                      + " kafka.topic-prefix",
                  "application.id",
                  "client.id",
                  "group.id",
                  "group.instance.id",
                  "transactional.id"),
              reserved(
                  "unreadable records would be lost or hold up the others",
                  "default.deserialization.exception.handler",
                  "deserialization.exception.handler",
                  "max.request.size"),
              reserved("has a key of its own, kafka.bootstrap-servers", "bootstrap.servers"),
              reserved("lies under data-dir", "state.dir"))
          .flatMap(reasons -> reasons.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private ReservedProperties() {}

  private static Map<String, String> reserved(String reason, String... names) {
    return Stream.of(names).collect(Collectors.toMap(name -> name, _ -> reason));
  }

  /** Why {@code property} may not be set; empty if it may. */
  static Optional<String> reason(String property) {
    String name =
        PREFIXES.stream()
            .filter(property::startsWith)
            .findFirst()
            .map(prefix -> property.substring(prefix.length()))
            .orElse(property);
    return Optional.ofNullable(REASONS.get(name));
  }
}
