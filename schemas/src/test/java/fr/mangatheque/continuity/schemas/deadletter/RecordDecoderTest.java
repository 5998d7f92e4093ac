package fr.mangatheque.continuity.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.wire.RegistryException;
import fr.mangatheque.continuity.schemas.wire.RegistrySettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
  private static final Tick TICK = new Tick("audit", Instant.EPOCH, Instant.EPOCH, "", null);
  private static final byte[] REGISTERED = {0, 0, 0, 0, 7, 0, 0, 0};

  private final Topic<Tick> ticks = Topics.of("", WireSerdes.open(Optional.empty())).ticks();
  private final RecordDecoder<Tick> decoder = new RecordDecoder<>(ticks);

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>("ticks", 0, 0, new byte[0], value);
  }

  @Test
  void aSoundRecordIsReadable() {
    byte[] bytes = ticks.valueSerde().serializer().serialize("ticks", TICK);

    assertThat(decoder.decode(record(bytes))).isEqualTo(new Decoded.Readable<>(TICK));
  }

  @Test
  void whatCannotBeReadSaysWhyAndThrowsNothing() {
    for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, REGISTERED}) {
      assertThat(decoder.decode(record(bytes)))
          .isInstanceOfSatisfying(
              Decoded.Unreadable.class, it -> assertThat(it.why()).hasMessageContaining("Tick"));
    }
  }

  @Test
  void aRecordWithoutValueIsUnreadable() {
    assertThat(decoder.decode(record(null))).isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void aRegistryOutOfReachIsToldApartFromAnUnreadableRecord() throws Exception {
    RegistrySettings settings = new RegistrySettings("http://127.0.0.1:" + unused(), Map.of());

    try (WireSerdes serdes = WireSerdes.open(Optional.of(settings))) {
      RecordDecoder<Tick> registered = new RecordDecoder<>(Topics.of("", serdes).ticks());

      assertThatThrownBy(() -> registered.decode(record(REGISTERED)))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll(settings.url(), "schema 7");
    }
  }

  private static int unused() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
