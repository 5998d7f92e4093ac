package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireSerdesTest {
  private static final String TOPIC = "library-ticks";
  private static final Tick TICK =
      new Tick("audit", Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(1_001), "", null);

  private final MemoryRegistry registry = new MemoryRegistry();
  private final Serde<Tick> alone = WireSerdes.open(Optional.empty()).of(Tick.class);
  private final Serde<Tick> writing = WireSerdes.of(registry, true).of(Tick.class);
  private final Serde<Tick> onlyReading = WireSerdes.of(registry, false).of(Tick.class);

  @Test
  void withoutARegistryRecordsAreWhatAvroItselfReads() throws Exception {
    byte[] bytes = alone.serializer().serialize(TOPIC, TICK);

    assertThat(Tick.getDecoder().decode(bytes)).isEqualTo(TICK);
    assertThat(bytes).isEqualTo(array(TICK.toByteBuffer()));
  }

  @Test
  void withARegistryRecordsNameTheirSchemaUnderTheTopicsSubject() {
    byte[] bytes = writing.serializer().serialize(TOPIC, TICK);

    assertThat(HexFormat.of().formatHex(bytes, 0, 5)).isEqualTo("0000000001");
    assertThat(registry.idsBySubject()).isEqualTo(Map.of("library-ticks-value", 1));
  }

  @Test
  void whatIsRegisteredHasNothingOfJava() {
    writing.serializer().serialize(TOPIC, TICK);

    Schema registered = registry.schemaOf(1);
    assertThat(registered.toString()).doesNotContain("avro.java").contains("\"doc\"");
    assertThat(SchemaNormalization.parsingFingerprint64(registered))
        .isEqualTo(SchemaNormalization.parsingFingerprint64(Tick.getClassSchema()));
  }

  @Test
  void eachReadsWhatTheOtherWrites() {
    byte[] before = alone.serializer().serialize(TOPIC, TICK);
    byte[] during = writing.serializer().serialize(TOPIC, TICK);
    byte[] after = onlyReading.serializer().serialize(TOPIC, TICK);

    assertThat(after).isEqualTo(before).isNotEqualTo(during);
    for (byte[] bytes : List.of(before, during, after)) {
      assertThat(writing.deserializer().deserialize(TOPIC, bytes)).isEqualTo(TICK);
      assertThat(onlyReading.deserializer().deserialize(TOPIC, bytes)).isEqualTo(TICK);
    }
  }

  @Test
  void withoutARegistryItsFormatIsRefusedWithWhatToDo() {
    byte[] bytes = writing.serializer().serialize(TOPIC, TICK);

    assertThatThrownBy(() -> alone.deserializer().deserialize(TOPIC, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContainingAll(TOPIC, "schema id 1", "set schema-registry.url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7b7d", "c3", "c301", "c30200000000000000ff", "00", "00000001", "ff"})
  void bytesThatAreNeitherSayWhatTheyAre(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> writing.deserializer().deserialize(TOPIC, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContainingAll("Tick", TOPIC, "its " + bytes.length + " bytes", hex);
  }

  @Test
  void anotherRecordsBytesAreRefusedInEitherFormat() {
    FailureEvent failure = Samples.full(FailureEvent.class);
    Serde<FailureEvent> failures = WireSerdes.of(registry, true).of(FailureEvent.class);
    byte[] registered = failures.serializer().serialize("failures", failure);
    byte[] single = StateSerdes.stateSerde(FailureEvent.class).serializer().serialize("f", failure);

    assertThatThrownBy(() -> writing.deserializer().deserialize(TOPIC, registered))
        .hasMessageContaining("FailureEvent");
    assertThatThrownBy(() -> writing.deserializer().deserialize(TOPIC, single))
        .hasMessageContaining("no released one");
  }

  @Test
  void bytesAfterTheRecordAreRefused() {
    byte[] bytes = alone.serializer().serialize(TOPIC, TICK);
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);

    assertThatThrownBy(() -> alone.deserializer().deserialize(TOPIC, more))
        .hasMessageContaining("bytes follow its end");
  }

  @Test
  void aForgedLengthIsNotBelieved() {
    byte[] bytes = alone.serializer().serialize(TOPIC, TICK);
    byte[] forged =
        ByteBuffer.allocate(20)
            .put(bytes, 0, 10)
            .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
            .array();

    assertThatThrownBy(() -> alone.deserializer().deserialize(TOPIC, forged))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("a length of 2147483647 in 10 bytes");
  }

  @Test
  void noRecordStaysNoRecord() {
    assertThat(alone.serializer().serialize(TOPIC, null)).isNull();
    assertThat(alone.deserializer().deserialize(TOPIC, null)).isNull();
  }

  @Test
  void theRegistryIsAskedOnceATopicAndOnceAnId() {
    for (int i = 0; i < 10; i++) {
      byte[] bytes = writing.serializer().serialize(TOPIC, TICK);
      onlyReading.deserializer().deserialize(TOPIC, bytes);
    }

    assertThat(registry.asked()).isEqualTo(2);
  }

  @Test
  void aRegistryOutOfReachIsNoFaultOfTheRecord() {
    byte[] bytes = writing.serializer().serialize(TOPIC, TICK);
    registry.reachable(false);

    assertThatThrownBy(() -> onlyReading.deserializer().deserialize(TOPIC, bytes))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> writing.serializer().serialize("another-topic", TICK))
        .isInstanceOf(RegistryException.class);

    registry.reachable(true);
    assertThat(onlyReading.deserializer().deserialize(TOPIC, bytes)).isEqualTo(TICK);
  }

  @Test
  void aSchemaTheRegistryDoesNotKnowMakesARecordUnreadable() {
    byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(77).array();

    assertThatThrownBy(() -> writing.deserializer().deserialize(TOPIC, bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("no schema 77");
  }

  @Test
  void aSymbolOfALaterReleaseIsReadAsUnknown() {
    String later =
        PublishedSchema.of(FailureEvent.getClassSchema())
            .toString()
            .replace("\"INTAKE\"", "\"LATER\",\"INTAKE\"");
    int id = registry.add(new Schema.Parser().parse(later));
    Serde<FailureEvent> serde = WireSerdes.of(registry, true).of(FailureEvent.class);
    byte[] bytes = serde.serializer().serialize("failures", Samples.full(FailureEvent.class));

    ByteBuffer.wrap(bytes).putInt(1, id);

    // The sample's stage is the first symbol, which is LATER in the later schema.
    assertThat(serde.deserializer().deserialize("failures", bytes).getStage())
        .isEqualTo(Stage.UNKNOWN);
  }

  @Test
  void aRecordThatLacksAPartCannotBeWritten() {
    assertThatThrownBy(() -> alone.serializer().serialize(TOPIC, new Tick()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll("Tick", TOPIC);
  }

  @Test
  void manyThreadsShareOneSerde() throws Exception {
    List<Callable<Tick>> tasks = new ArrayList<>();
    IntStream.range(0, 2_000)
        .forEach(
            i ->
                tasks.add(
                    () -> {
                      Tick tick =
                          new Tick("s" + i, Instant.ofEpochMilli(i), Instant.EPOCH, "", null);
                      byte[] bytes = writing.serializer().serialize(TOPIC, tick);
                      return writing.deserializer().deserialize(TOPIC, bytes);
                    }));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Tick>> ticks = threads.invokeAll(tasks);
      for (int i = 0; i < ticks.size(); i++) {
        assertThat(ticks.get(i).get().getSchedule()).isEqualTo("s" + i);
      }
    }
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
