package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our serde beside Confluent's own client, at a real registry. */
@ExtendWith(RegistryProcess.Shared.class)
class SchemaRegistryIT {
  private static final Tick TICK =
      new Tick("audit", Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(1_001), "", null);

  private static final String JSON_SCHEMA =
      """
      {"schemaType":"JSON",
       "schema":"{\\"$schema\\":\\"http://json-schema.org/draft-07/schema#\\",\\"type\\":\\"object\\"}"}\
      """;

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

  private static RegistryProcess registry;
  private static SchemaRegistryClient confluent;

  private WireSerdes serdes;
  private String topic;

  @BeforeAll
  static void start(RegistryProcess shared) {
    registry = shared;
    confluent = new CachedSchemaRegistryClient(registry.url(), 100);
  }

  @AfterAll
  static void stop() throws Exception {
    if (confluent != null) {
      confluent.close();
    }
  }

  @BeforeEach
  void open(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    serdes = open(Map.of());
  }

  @AfterEach
  void close() {
    serdes.close();
  }

  private static WireSerdes open(Map<String, String> properties) {
    return WireSerdes.open(Optional.of(registry.settings(properties, true)));
  }

  private static String published(Schema schema) {
    return PublishedSchema.of(schema).toString();
  }

  @Test
  void confluentsClientFindsTheSchemaOfWhatWeWrite() throws Exception {
    byte[] bytes = serdes.of(Tick.class).serializer().serialize(topic, TICK);

    ByteBuffer record = ByteBuffer.wrap(bytes);
    assertThat(record.get()).isZero();
    int id = record.getInt();
    Schema found = new Schema.Parser().parse(confluent.getSchemaById(id).canonicalString());
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(found)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(read.get("schedule")).hasToString("audit");
    assertThat(read.get("dueAt")).isEqualTo(1_000L);
    assertThat(confluent.getAllSubjects()).contains(topic + "-value");
    assertThat(confluent.getId(topic + "-value", new AvroSchema(found.toString()))).isEqualTo(id);
  }

  @Test
  void weReadWhatALaterReleaseWroteThroughConfluentsClient() throws Exception {
    Schema later =
        new Schema.Parser()
            .parse(
                published(FailureEvent.getClassSchema())
                    .replace("\"INTAKE\"", "\"LATER\",\"INTAKE\"")
                    .replace(
                        "\"fields\":[",
                        "\"fields\":[{\"name\":\"more\",\"type\":\"string\",\"default\":\"\"},"));
    int id = confluent.register(topic + "-value", new AvroSchema(later.toString()));
    FailureEvent sample = Samples.full(FailureEvent.class);
    GenericRecord record = new GenericData.Record(later);
    record.put("more", "what we do not know");
    record.put("causeKey", sample.getCauseKey());
    record.put("kind", symbol(later, "kind", "CLEARED"));
    record.put("stage", symbol(later, "stage", "LATER"));
    record.put("causeClass", sample.getCauseClass());
    record.put("permanent", false);
    record.put("attempts", 3);
    record.put("since", 1L);
    record.put("at", 2L);
    record.put("detail", "");

    FailureEvent read =
        serdes.of(FailureEvent.class).deserializer().deserialize(topic, encoded(id, record));

    assertThat(read.getCauseKey()).isEqualTo(sample.getCauseKey());
    assertThat(read.getStage()).isEqualTo(Stage.UNKNOWN);
    assertThat(read.getAt()).isEqualTo(Instant.ofEpochMilli(2));
    assertThat(read.getSource()).isNull();
  }

  @Test
  void anApplicationsSchemaOfAChangeMayKnowNoMoreThanItMust() throws Exception {
    String subject = topic + "-value";
    Serde<ObjectChange> changes = serdes.of(ObjectChange.class);
    changes.serializer().serialize(topic, Samples.full(ObjectChange.class));
    confluent.updateConfig(subject, new Config("FULL_TRANSITIVE"));
    Schema least = new Schema.Parser().parse(LEAST);

    int id = confluent.register(subject, new AvroSchema(LEAST));
    GenericRecord record = new GenericData.Record(least);
    record.put("source", "uploads");
    record.put("objectKey", "covers/1.jpg");
    record.put("kind", symbol(least, "kind", "CREATED"));
    ObjectChange read = changes.deserializer().deserialize(topic, encoded(id, record));

    assertThat(read)
        .isEqualTo(
            ObjectChange.newBuilder()
                .setSource("uploads")
                .setObjectKey("covers/1.jpg")
                .setKind(ChangeKind.CREATED)
                .build());
    assertThat(read.getOccurredAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aSchemaTheRegistryRefusesIsToldWithPlaceAndSubject() throws Exception {
    String subject = topic + "-value";
    confluent.register(
        subject,
        new AvroSchema(published(Tick.getClassSchema()).replace("\"dueAt\"", "\"anotherName\"")));
    confluent.updateConfig(subject, new Config("FULL_TRANSITIVE"));

    assertThatThrownBy(() -> serdes.of(Tick.class).serializer().serialize(topic, TICK))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll(registry.url(), subject, "HTTP 409");
  }

  @Test
  void aSiteThatRegistersItsSchemasItselfIsOnlyAskedForTheirIds() throws Exception {
    try (WireSerdes asking = open(Map.of("auto.register.schemas", "false"))) {
      Serde<Tick> ticks = asking.of(Tick.class);

      assertThatThrownBy(() -> ticks.serializer().serialize(topic, TICK))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll(topic + "-value", "HTTP 404");

      int id = confluent.register(topic + "-value", new AvroSchema(published(TICK.getSchema())));
      byte[] bytes = ticks.serializer().serialize(topic, TICK);
      assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
    }
  }

  @Test
  void anIdTheRegistryDoesNotKnowMakesARecordUnreadable() {
    byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(123_456).array();

    assertThatThrownBy(() -> serdes.of(Tick.class).deserializer().deserialize(topic, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContainingAll(registry.url(), "no schema 123456");
  }

  @Test
  void aSchemaThatIsNotAvroMakesARecordUnreadable() throws Exception {
    int id = registerJsonSchema();
    byte[] bytes = ByteBuffer.allocate(8).put((byte) 0).putInt(id).array();

    assertThatThrownBy(() -> serdes.of(Tick.class).deserializer().deserialize(topic, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("its schema " + id + " is not Avro");
  }

  private int registerJsonSchema() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + topic + "/versions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON_SCHEMA))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return Integer.parseInt(answer.replaceAll(".*\"id\":(\\d+).*", "$1"));
    }
  }

  private static GenericData.EnumSymbol symbol(Schema schema, String field, String symbol) {
    return new GenericData.EnumSymbol(schema.getField(field).schema(), symbol);
  }

  private static byte[] encoded(int id, GenericRecord record) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
