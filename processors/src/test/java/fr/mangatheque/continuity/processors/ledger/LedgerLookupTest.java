package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerLookupTest {
  /** Stops between the question how it is and the next. */
  private static final class Stopping extends KafkaStreams {
    private boolean asked;

    Stopping(Topology topology, Properties properties) {
      super(topology, properties);
    }

    @Override
    public State state() {
      if (asked) {
        return super.state();
      }
      asked = true;
      close();
      return State.RUNNING;
    }
  }

  @Test
  void aLedgerThatStopsWhileItIsAskedCannotTell(@TempDir Path directory) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("anything");
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "application.id", "ledger-lookup",
            "bootstrap.servers", "127.0.0.1:1",
            "state.dir", directory.toString()));
    try (KafkaStreams streams = new Stopping(builder.build(), properties)) {
      LedgerSettings settings =
          new LedgerSettings(
              Set.of("uploads"), 3, 4, LedgerPolicy.DEFAULT, directory, 1, "127.0.0.1:8080");

      Finding finding =
          new LedgerLookup(streams, settings).find(new ObjectId("uploads", "covers/1.jpg"));

      assertThat(finding)
          .isInstanceOfSatisfying(
              Finding.Unavailable.class,
              it -> assertThat(it.why()).startsWith("the ledger does not run: "));
    }
  }
}
