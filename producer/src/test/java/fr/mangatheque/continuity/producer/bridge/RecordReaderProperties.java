package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.hint.Hint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Whatever strangers write. */
class RecordReaderProperties {
  private final RecordReader reader =
      new RecordReader(new EventForms(KnownSources.named(Set.of("uploads")), 100), 100_000);

  @Provide
  Arbitrary<byte[]> values() {
    Arbitrary<String> nearlyJson =
        Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"source\"",
                "\"uploads\"",
                "\"key\"",
                "\"k\"",
                "\"action\"",
                "\"created\"",
                "null",
                "1e999",
                "\"\\ud800\"",
                "\u0000")
            .list()
            .ofMaxSize(40)
            .map(tokens -> String.join("", tokens));
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
        nearlyJson.map(text -> text.getBytes(UTF_8)));
  }

  @Property
  void anyRecordIsReadOrUnreadable(
      @ForAll("values") byte[] value, @ForAll Map<String, byte[]> headers) {
    Reading reading = reader.read(record(value, headers));

    switch (reading) {
      case Reading.Understood understood ->
          assertThat(understood.hints())
              .extracting(Hint::object)
              .allMatch(object -> object.source().equals("uploads"));
      case Reading.Unreadable unreadable ->
          assertThat(unreadable.why().getMessage()).isNotBlank().doesNotContain("a fault of ours");
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] value, Map<String, byte[]> headers) {
    RecordHeaders all = new RecordHeaders();
    headers.forEach(all::add);
    return new ConsumerRecord<>(
        "t", 0, 0L, 0L, TimestampType.CREATE_TIME, 0, 0, null, value, all, Optional.empty());
  }
}
