package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an application in another language writes into our topics, by a client that is not ours. */
@ExtendWith(Kcat.Installed.class)
class KcatIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No more than an application has to know. */
  private static final String LEAST =
      """
      {"type": "record", "name": "ObjectChange",
       "namespace": "fr.mangatheque.continuity.schemas.event",
       "fields": [
         {"name": "source", "type": "string"},
         {"name": "objectKey", "type": "string"},
         {"name": "kind", "type": {"type": "enum", "name": "ChangeKind",
           "symbols": ["CREATED", "REMOVED", "UNKNOWN"], "default": "UNKNOWN"}}]}
      """;

  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  @TempDir private Path directory;
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(directory);
  }

  @AfterEach
  void noSite() {
    site.close();
  }

  private Pipeline start(String more) throws Exception {
    return Pipeline.start(
        ConfigurationReader.read(site.file(more), Map.of()).configuration(),
        EnumSet.allOf(Role.class),
        InstantSource.system());
  }

  private List<String> uploaded(int count) {
    List<String> keys = IntStream.range(0, count).mapToObj(i -> "covers/é " + i + ".jpg").toList();
    keys.forEach(key -> site.origin.put(key, key.getBytes(UTF_8)));
    return keys;
  }

  private void awaitProtected(List<String> keys) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(keys)
                    .allSatisfy(key -> assertThat(site.entries(key)).containsExactly(key)));
  }

  private static String json(String key) {
    return "{\"source\":\"uploads\",\"key\":\"" + key + "\",\"action\":\"created\"}";
  }

  /** Partition and key of each record, where its key is another partition's by Kafka's own hash. */
  private static List<String> misplaced(Kcat kcat, String topic, int partitions) {
    return kcat.consume(topic, "%p %k\n")
        .lines()
        .filter(line -> line.contains("uploads/"))
        .filter(
            line -> {
              byte[] key = line.substring(line.indexOf(' ') + 1).getBytes(UTF_8);
              int right = Utils.toPositive(Utils.murmur2(key)) % partitions;
              return !line.startsWith(right + " ");
            })
        .toList();
  }

  @Test
  void linesOfJsonProtectTheirObjectsAndPoisonHoldsUpNothing() throws Exception {
    try (Pipeline pipeline = start("")) {
      Kcat kcat = new Kcat(pipeline.bootstrapServers());
      List<String> keys = uploaded(20);
      String lines =
          keys.stream()
              .map(key -> "uploads/" + key + "|" + json(key))
              .collect(Collectors.joining("\n", "poison|{not json\n", "\n"));

      kcat.produce(
          topics.objectChangesJson().name(),
          lines,
          "-K",
          "|",
          "-H",
          "sender=kcat",
          "-z",
          "lz4",
          "-X",
          "topic.partitioner=murmur2_random");
      kcat.produce(topics.objectChangesJson().name(), "no-value|\n", "-K", "|", "-Z");

      awaitProtected(keys);
      assertThat(misplaced(kcat, topics.objectChangesJson().name(), 3)).isEmpty();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(kcat.consume(topics.deadLetters().name(), "%k %s %h\n"))
                      .contains("poison {not json", "cannot be read as JSON")
                      .contains("no-value ", "the record has no value"));
      // a letter is counted after it was sent
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(site.get(pipeline.intakePort(), "/metrics").body())
                      .contains(
                          "continuity_bridge_records_total{form=\"plain\",outcome=\"published\"}"
                              + " 20.0")
                      .contains(
                          "continuity_bridge_records_total{form=\"none\",outcome=\"dead-letter\"}"
                              + " 2.0"));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(pipeline.troubles()).isEmpty());
    }
  }

  @Test
  void avroOnThePartitionsOfAnotherHashOrUnderNoKeyProtectsItsObjects() throws Exception {
    try (Pipeline pipeline = start("")) {
      Kcat kcat = new Kcat(pipeline.bootstrapServers());
      String topic = topics.objectChanges().name();
      List<String> keys = uploaded(16);
      for (String key : keys.subList(0, 12)) {
        kcat.produce(topic, "", "-k", "uploads/" + key, file(singleObject(key)));
      }
      assertThat(misplaced(kcat, topic, 3)).isNotEmpty();
      for (String key : keys.subList(12, 16)) {
        kcat.produce(topic, "", file(singleObject(key)));
      }
      kcat.produce(topic, "no Avro at all");

      awaitProtected(keys);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(kcat.consume(topics.deadLetters().name(), "%s %h\n"))
                      .contains("no Avro at all", "neither Avro's single-object encoding"));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(pipeline.troubles()).isEmpty());
    }
  }

  @Test
  void confluentsFormatProtectsItsObjectsThoughItsSchemaIsTheApplicationsOwn() throws Exception {
    try (RegistryStub registry = new RegistryStub();
        Pipeline pipeline = start("schema-registry: {url: '" + registry.url() + "'}\n")) {
      Kcat kcat = new Kcat(pipeline.bootstrapServers());
      List<String> keys = uploaded(4);
      int id = registry.idOf(LEAST);
      for (String key : keys) {
        kcat.produce(
            topics.objectChanges().name(), "", "-k", "uploads/" + key, file(framed(id, key)));
      }

      awaitProtected(keys);
    }
  }

  private String file(byte[] bytes) throws Exception {
    return Files.write(Files.createTempFile(directory, "value", ".avro"), bytes).toString();
  }

  /** Of a client that fills in no more than it must. */
  private byte[] singleObject(String key) {
    ObjectChange change =
        ObjectChange.newBuilder()
            .setSource("uploads")
            .setObjectKey(key)
            .setKind(ChangeKind.CREATED)
            .setId("")
            .setSender("")
            .setOccurredAt(Instant.EPOCH)
            .setReceivedAt(Instant.EPOCH)
            .build();
    return topics.objectChanges().valueSerde().serializer().serialize("", change);
  }

  /** As Confluent's serializers write: a zero, the schema's id, the record in Avro's binary. */
  private static byte[] framed(int id, String key) throws Exception {
    Schema schema = new Schema.Parser().parse(LEAST);
    GenericRecord record = new GenericData.Record(schema);
    record.put("source", "uploads");
    record.put("objectKey", key);
    record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "CREATED"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
