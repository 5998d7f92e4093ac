package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
  private static final String EVENT =
      "{\"source\":\"uploads\",\"key\":\"covers/1.jpg\",\"action\":\"created\"}";

  private final RecordReader reader =
      new RecordReader(new EventForms(KnownSources.named(Set.of("uploads")), 3), 10_000);

  private static ConsumerRecord<byte[], byte[]> record(@Nullable String value, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "object-changes-json",
        0,
        0L,
        0L,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        bytes,
        all,
        Optional.empty());
  }

  private String why(ConsumerRecord<byte[], byte[]> record) {
    return switch (reader.read(record)) {
      case Reading.Understood understood -> throw new AssertionError("read as " + understood);
      case Reading.Unreadable(SerializationException why) -> why.getMessage();
    };
  }

  private Reading.Understood understood(ConsumerRecord<byte[], byte[]> record) {
    return switch (reader.read(record)) {
      case Reading.Understood understood -> understood;
      case Reading.Unreadable(SerializationException why) -> throw new AssertionError(why);
    };
  }

  @Test
  void anEventIsAHint() {
    Reading.Understood read = understood(record(EVENT));

    assertThat(read.form()).isEqualTo("plain");
    assertThat(read.sender()).isEqualTo("kafka");
    assertThat(read.hints())
        .extracting(Hint::object)
        .containsExactly(new ObjectId("uploads", "covers/1.jpg"));
  }

  @Test
  void severalEventsMayShareARecord() {
    assertThat(understood(record("[" + EVENT + "," + EVENT + "]")).hints()).hasSize(2);
  }

  @Test
  void theContentTypeMayBeSaid() {
    assertThat(understood(record(EVENT, "Content-Type", "application/json")).hints()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"symfony, kafka:symfony", "a b, kafka", "'', kafka", "importer.2, kafka:importer.2"})
  void aSenderMayBeClaimedIfItIsAName(String claimed, String sender) {
    assertThat(understood(record(EVENT, "sender", claimed)).sender()).isEqualTo(sender);
  }

  @Test
  void aRecordWithoutValueIsToldHowToRemove() {
    assertThat(why(record(null))).contains("no value", "\"removed\"");
  }

  @Test
  void faultsAreToldByEvent() {
    String faulty = EVENT.replace("uploads", "upload");

    assertThat(why(record("[" + EVENT + "," + faulty + "]")))
        .startsWith("event 1 at /source: there is no source 'upload'; the sources are: uploads");
  }

  @Test
  void manyFaultsAreNotAllTold() {
    String fields = "{" + "\"a\":1,".repeat(50) + "\"a\":1}";
    String repeated = fields.replace("\"a\"", "\"size\"").replace(":1", ":\"\"");

    assertThat(why(record(repeated))).matches("(?s).*; and \\d+ more");
  }

  @Test
  void whatIsNoJsonIsToldWithItsPlace() {
    assertThat(why(record("{not json"))).contains("cannot be read as JSON at line 1");
  }

  @Test
  void anotherTypeIsToldWhichAreRead() {
    assertThat(why(record(EVENT, "content-type", "text/csv")))
        .contains("'text/csv'", "application/json");
  }

  @Test
  void tooManyEventsAreToldHowMany() {
    assertThat(why(record("[" + (EVENT + ",").repeat(3) + EVENT + "]"))).contains("more than 3");
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    assertThat(why(record(" ".repeat(10_001)))).contains("10001 bytes", "10000");
  }

  @Test
  void deepNestingIsAFaultLikeAnyOther() {
    assertThat(why(record("[".repeat(9_000)))).isNotBlank();
  }
}
