package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampOrEpochTest {
  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "1764000000000, 1764000000000"})
  void aRecordWithoutATimeStopsNothing(long timestamp, long taken) {
    ConsumerRecord<Object, Object> record =
        new ConsumerRecord<>(
            "object-changes",
            0,
            0,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            "key",
            "value",
            new RecordHeaders(),
            Optional.empty());

    assertThat(new TimestampOrEpoch().extract(record, -1)).isEqualTo(taken);
  }
}
