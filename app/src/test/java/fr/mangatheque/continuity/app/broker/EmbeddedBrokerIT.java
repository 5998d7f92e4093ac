package fr.mangatheque.continuity.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker's records outlive it, however it ends. */
@Timeout(180)
class EmbeddedBrokerIT {
  @TempDir private Path directory;

  @Test
  void whatWasAcknowledgedOutlivesAKill() throws Exception {
    Queue<String> acknowledged;
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      Records.createTopic(broker.bootstrapServers());
      try (KafkaProducer<String, String> producer = Records.producer(broker.bootstrapServers())) {
        acknowledged = Records.send(producer, 0, 20_000);
        await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 1_000);
        broker.kill();
        producer.close(Duration.ZERO);
      }
    }
    List<String> before = List.copyOf(acknowledged);

    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      assertThat(Records.readAll(broker.bootstrapServers()))
          .containsAll(before)
          .doesNotHaveDuplicates();
      try (KafkaProducer<String, String> producer = Records.producer(broker.bootstrapServers())) {
        Queue<String> more = Records.send(producer, 100_000, 10);
        producer.flush();
        assertThat(more).hasSize(10);
      }
    }
  }

  /**
   * Kafka 4.3 and 4.4 forget the markers of a transaction that is being committed while its
   * partitions have no leader; its records then are never read, nor any after them.
   */
  @RepeatedTest(3)
  void aTransactionThatAKillCutOffIsEnded() throws Exception {
    List<String> committed;
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      Records.createTopic(broker.bootstrapServers());
      try (Transactions transactions = new Transactions(broker.bootstrapServers())) {
        transactions.begin();
        await().until(() -> transactions.committed().size() > 500);
        broker.kill();
        committed = transactions.committed();
      }
    }

    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      await().until(() -> Transactions.open(broker.bootstrapServers()).isEmpty());
      Map<String, Long> copies =
          Records.readAll(broker.bootstrapServers()).stream()
              .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
      assertThat(copies.keySet()).containsAll(committed);
      assertThat(copies.values()).as("in all partitions").containsOnly((long) Records.PARTITIONS);
    }
  }

  @Test
  void itEndsWithinSecondsAndStartsAgainWithAllRecords() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      Records.createTopic(broker.bootstrapServers());
      try (KafkaProducer<String, String> producer = Records.producer(broker.bootstrapServers())) {
        Records.send(producer, 0, 100);
      }
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      assertThat(Records.readAll(broker.bootstrapServers())).hasSize(100);
    }
  }

  @Test
  void oneBrokerAtATimeHasADirectory() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("in use by process " + broker.pid());
    }
  }

  @Test
  void aBeginningThatWasCutOffIsBegunAgain() throws Exception {
    Files.createDirectories(directory.resolve("__cluster_metadata-0"));
    Files.write(directory.resolve("bootstrap.checkpoint"), new byte[] {1, 2, 3});

    EmbeddedBroker.start(directory, 0).close();

    assertThat(directory.resolve("meta.properties")).isNotEmptyFile();
  }

  @Test
  void recordsAreNotGivenUpForABeginning() throws Exception {
    Files.createDirectories(directory.resolve("object-changes-0"));

    assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("object-changes-0")
        .hasMessageContaining("move the directory away");
  }

  @Test
  void aPortThatIsTakenIsSaidSo() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("a"), 0)) {
      int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));

      assertThatThrownBy(() -> EmbeddedBroker.start(directory.resolve("b"), port))
          .hasMessageContaining("port " + port);
    }
  }
}
