package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.PORT;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.SIZE;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.URL;
import static fr.mangatheque.continuity.app.config.ValueType.integer;
import static fr.mangatheque.continuity.app.config.ValueType.matching;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every key there is. The sample and the reference are written from here. */
final class Keys {
  private static final ValueType<String> TOPIC_PREFIX =
      matching(
          "text",
          Pattern.compile("[a-zA-Z0-9._-]{0,100}"),
          "not a start of a topic's name: at most 100 of a-z, A-Z, 0-9, '.', '_' and '-'");
  static final ValueType<String> INSTANCE =
      matching(
          "name",
          Pattern.compile("[a-zA-Z0-9._-]{1,100}"),
          "not a name of 1 to 100 of a-z, A-Z, 0-9, '.', '_' and '-'");
  static final ValueType<String> BACKUP_PREFIX =
      matching(
          "prefix",
          Pattern.compile("|[^/\\p{Cntrl}][^\\p{Cntrl}]{0,200}/"),
          "not a prefix such as manga/: it ends with a slash and does not start with one");

  static final Key<String> DATA_DIR =
      Key.of(
              "data-dir",
              TEXT,
              "Where this process keeps what it must not lose or wants to find again: the embedded"
                  + " broker's records, the ledger's state, content in transit. Relative to this"
                  + " file. One process at a time uses it.")
          .standard("./data");

  static final Key<String> BOOTSTRAP =
      Key.of("kafka.bootstrap-servers", TEXT, "Kafka brokers to start from, host:port.")
          .otherwise("an embedded broker")
          .example("localhost:9092");
  static final Key<Integer> EMBEDDED_PORT =
      Key.of(
              "kafka.embedded-port",
              PORT,
              "Port of the embedded broker, on loopback only; 0 takes a free one at each start.")
          .standard("0");
  static final Key<String> TOPIC_PREFIX_KEY =
      Key.of(
              "kafka.topic-prefix",
              TOPIC_PREFIX,
              "What the names of all topics, groups and transactional ids start with, for several"
                  + " installations on one cluster.")
          .standard("");
  static final Key<String> INSTANCE_ID =
      Key.of(
              "kafka.instance-id",
              INSTANCE,
              "Name of this process, unique and the same after a restart: a restart within seconds"
                  + " moves no work.")
          .otherwise("this host's name")
          .example("host-1");
  static final Key<Integer> PARTITIONS =
      Key.of(
              "kafka.partitions",
              integer(1, 1_000),
              "Partitions of topics that are created. Topics that exist are taken as they are.")
          .standard("12");
  static final Key<Integer> REPLICATION =
      Key.of("kafka.replication", integer(1, 20), "Replicas of topics that are created.")
          .otherwise("3 on a cluster, 1 embedded")
          .example("3");
  static final Key<Secret> KAFKA_PROPERTIES =
      Key.of(
              "kafka.properties.**",
              SECRET,
              "Further properties of every Kafka client, such as security.protocol. They win over"
                  + " ours, but for those that safety rests on, which are refused. Never shown.")
          .example("SASL_SSL");

  static final Key<URI> REGISTRY_URL =
      Key.of("schema-registry.url", URL, "A registry that speaks Confluent's API.")
          .otherwise("Avro's single-object encoding, without a registry")
          .example("http://localhost:8081");
  static final Key<Secret> REGISTRY_PROPERTIES =
      Key.of(
          "schema-registry.properties.**",
          SECRET,
          "Further properties of its client, such as basic.auth.user.info. Never shown.");

  static final BucketKeys ORIGIN =
      new BucketKeys("origin", "origin", "list and read, and none to write or delete.", "");
  static final BucketKeys BACKUP =
      new BucketKeys(
          "backup",
          "backup",
          "list, read, write and abort multipart uploads; none to delete.",
          " A lifecycle rule AbortIncompleteMultipartUpload is safe there and wanted: a process"
              + " that is killed leaves uploads unfinished. No rule may expire objects.");
  static final Key<String> PREFIX =
      Key.of(
              "sources.*.backup.prefix",
              BACKUP_PREFIX,
              "What the names of all backup objects of this source start with. A prefix belongs to"
                  + " one source, which is written into it.")
          .standard("");

  static final Key<Integer> CONCURRENCY =
      Key.of(
              "copy.concurrency",
              integer(1, 1_024),
              "Copies at the same time, at most; fewer while an endpoint asks to slow down.")
          .standard("64");
  static final Key<DataSize> MEMORY_BUDGET =
      Key.of("copy.memory-budget", SIZE, "Memory for content in transit, beside the heap.")
          .standard("256MiB");
  static final Key<DataSize> IN_MEMORY_UP_TO =
      Key.of(
              "copy.in-memory-up-to",
              SIZE,
              "Larger objects pass through temporary files under data-dir.")
          .standard("8MiB");
  static final Key<DataSize> DISK_BUDGET =
      Key.of("copy.disk-budget", SIZE, "Disk for content in transit.").standard("8GiB");

  private Keys() {}

  /** All, in the order in which they are shown. */
  static List<Section> sections() {
    return List.of(
        new Section("", "", List.of(DATA_DIR), ""),
        new Section(
            "kafka",
            "Without bootstrap-servers a broker runs in this process and keeps its records under"
                + " data-dir: right for one machine.",
            List.of(
                BOOTSTRAP,
                EMBEDDED_PORT,
                TOPIC_PREFIX_KEY,
                INSTANCE_ID,
                PARTITIONS,
                REPLICATION,
                KAFKA_PROPERTIES),
            """
            properties:
              security.protocol: SASL_SSL
              sasl.mechanism: SCRAM-SHA-512
              sasl.jaas.config-file: /run/secrets/kafka-jaas
            """),
        new Section(
            "schema-registry",
            "Where Avro schemas are kept for other readers. Records written before and after a"
                + " change of it are all read.",
            List.of(REGISTRY_URL, REGISTRY_PROPERTIES),
            """
            properties:
              basic.auth.credentials.source: USER_INFO
              basic.auth.user.info-file: /run/secrets/registry
            """),
        new Section(
            "sources.*",
            "What is protected: each source has a name of its own (a-z, 0-9 and -), an origin that"
                + " is only read, and a backup that is only added to.",
            Stream.concat(
                    ORIGIN.keys().stream(),
                    Stream.concat(
                        Stream.concat(BACKUP.keys().stream(), Stream.of(PREFIX)),
                        JobKeys.ofSource()))
                .toList(),
            ""),
        RestoreTargetKeys.SECTION,
        IntakeKeys.SECTION,
        QueueKeys.SECTION,
        OperatorKeys.SECTION,
        new Section(
            "copy",
            "How much is copied at once.",
            List.of(CONCURRENCY, MEMORY_BUDGET, IN_MEMORY_UP_TO, DISK_BUDGET),
            ""),
        JobKeys.SECTION,
        ScanKeys.SECTION,
        GuardKeys.SECTION,
        ScrubKeys.SECTION,
        DrillKeys.SECTION,
        NotifierKeys.SECTION);
  }
}
