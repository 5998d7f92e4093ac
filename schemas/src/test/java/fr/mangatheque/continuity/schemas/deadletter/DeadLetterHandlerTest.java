package fr.mangatheque.continuity.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.wire.RegistrySettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {
  private static final byte[] JUNK = {1, 2, 3};
  private static final byte[] REGISTERED = {0, 0, 0, 0, 7, 0, 0, 0};
  private static final Tick TICK = new Tick("audit", Instant.EPOCH, Instant.EPOCH, "", null);

  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));

  private static TopologyTestDriver driver(Topics topics) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            topics.ticks().name(),
            Consumed.with(topics.ticks().keySerde(), topics.ticks().valueSerde()))
        .to("seen", Produced.with(topics.ticks().keySerde(), topics.ticks().valueSerde()));
    Topology topology = builder.build();
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.putAll(DeadLetterHandler.settings(new DeadLetters(topics, InstantSource.system())));
    return new TopologyTestDriver(topology, properties);
  }

  private static TestInputTopic<String, byte[]> input(TopologyTestDriver driver) {
    return driver.createInputTopic("ticks", new StringSerializer(), new ByteArraySerializer());
  }

  @Test
  void aTopologyGoesOnPastARecordItCannotReadAndTellsOfIt() {
    try (TopologyTestDriver driver = driver(topics)) {
      input(driver).pipeInput("audit", JUNK);
      input(driver)
          .pipeInput("audit", topics.ticks().valueSerde().serializer().serialize("ticks", TICK));

      assertThat(
              driver
                  .createOutputTopic(
                      "seen", new StringDeserializer(), topics.ticks().valueSerde().deserializer())
                  .readValuesToList())
          .containsExactly(TICK);
      assertThat(
              driver
                  .createOutputTopic(
                      "dead-letters", new StringDeserializer(), new ByteArrayDeserializer())
                  .readRecordsToList())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.key()).isEqualTo("audit");
                assertThat(letter.value()).isEqualTo(JUNK);
                assertThat(letter.headers().lastHeader(ErrorHeaders.TOPIC).value())
                    .asString()
                    .isEqualTo("ticks");
              });
      assertThat(
              driver
                  .createOutputTopic(
                      "failures",
                      new StringDeserializer(),
                      topics.failures().valueSerde().deserializer())
                  .readKeyValuesToList())
          .singleElement()
          .satisfies(failure -> assertThat(failure.key).isEqualTo(failure.value.getCauseKey()))
          .extracting(failure -> failure.value)
          .extracting(FailureEvent::getCauseClass)
          .isEqualTo("UNREADABLE_RECORD");
    }
  }

  @Test
  void aRegistryOutOfReachStopsTheTopologySoThatNothingIsLost() {
    RegistrySettings nobody = new RegistrySettings("http://127.0.0.1:1", Map.of());
    try (WireSerdes serdes = WireSerdes.open(Optional.of(nobody));
        TopologyTestDriver driver = driver(Topics.of("", serdes))) {
      TestInputTopic<String, byte[]> input = input(driver);

      assertThatThrownBy(() -> input.pipeInput("audit", REGISTERED))
          .isInstanceOf(StreamsException.class)
          .hasRootCauseInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aTopologyWithoutDeadLettersDoesNotStart() {
    DeadLetterHandler handler = new DeadLetterHandler();

    assertThatThrownBy(() -> handler.configure(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DeadLetterHandler.settings");
  }
}
