package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.queue.QueueSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which queues are pulled, and how. */
class QueueConfigurationTest {
  private static final String TOKEN = "Hidden-Hidden-Hidden";
  @TempDir private Path directory;

  private ConfigurationFile file(String queues) throws Exception {
    return ConfigurationFile.of(directory, LEAST + "queues:\n" + queues.indent(2));
  }

  @Test
  void whatIsNotSaidOfAQueueHasADefault() throws Exception {
    QueueSettings queue =
        file("r2: {account-id: a1, queue-id: q1, token: " + TOKEN + "}").read().queues().getFirst();

    assertThat(queue.name()).isEqualTo("r2");
    assertThat(queue.sender()).isEqualTo("queue/r2");
    assertThat(queue.accountId()).isEqualTo("a1");
    assertThat(queue.queueId()).isEqualTo("q1");
    assertThat(queue.token().value()).isEqualTo(TOKEN);
    assertThat(queue.api()).isEqualTo(URI.create("https://api.cloudflare.com/client/v4"));
    assertThat(queue.visibilityTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(queue.batchSize()).isEqualTo(100);
    assertThat(queue.pollInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(queue.giveUpAfter()).isEqualTo(3);
  }

  @Test
  void whatIsSaidOfAQueueIsTakenIn() throws Exception {
    Configuration configuration =
        file("""
        one: {account-id: a1, queue-id: q1, token: Hidden-Hidden-Hidden, visibility-timeout: 2h,
              batch-size: 10, poll-interval: 500ms, give-up-after: 7,
              api: 'http://127.0.0.1:8787/client/v4'}
        two: {account-id: a1, queue-id: q2, token: Hidden-Hidden-Hidden}
        """)
            .read();

    assertThat(configuration.queues())
        .extracting(QueueSettings::name)
        .containsExactly("one", "two");
    QueueSettings queue = configuration.queues().getFirst();
    assertThat(queue.api()).isEqualTo(URI.create("http://127.0.0.1:8787/client/v4"));
    assertThat(queue.visibilityTimeout()).isEqualTo(Duration.ofHours(2));
    assertThat(queue.batchSize()).isEqualTo(10);
    assertThat(queue.pollInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(queue.giveUpAfter()).isEqualTo(7);
  }

  @Test
  void aTokenFromAFileIsTakenUpWhenTheFileIsReplaced() throws Exception {
    Files.writeString(directory.resolve("token"), TOKEN + "\n");
    QueueSettings queue =
        file("r2: {account-id: a1, queue-id: q1, token-file: token}").read().queues().getFirst();
    assertThat(queue.token().value()).isEqualTo(TOKEN);

    Files.writeString(directory.resolve("token"), "another-token-0123\n");

    await().until(() -> queue.token().value().equals("another-token-0123"));
  }

  @Test
  void theTokenIsNeverShown() throws Exception {
    ConfigurationFile file = file("r2: {account-id: a1, queue-id: q1, token: " + TOKEN + "}");

    assertThat(file.read().toString()).doesNotContain(TOKEN);
    assertThat(file.show(Map.of()))
        .doesNotContain(TOKEN)
        .contains("token: \"********\"")
        .contains("poll-interval: 5s  # default");
  }

  @Test
  void allThatIsWrongWithQueuesIsToldWithoutTheirTokens() throws Exception {
    List<String> faults =
        file("""
        R2:
          account-id: a/b
          queue-id: q1
          token: hidden 1
          api: http://api.example.com/client/v4
        other:
          queue-id: q1
          visibility-timeout: 10s
          poll-interval: 50ms
          batch-size: 101
          give-up-after: 0
        """)
            .faults(Map.of());

    assertThat(faults)
        .containsExactly(
            "continuity.yaml:6: queues.R2: a queue's name has 1 to 63 of a-z, 0-9 and -",
            "continuity.yaml:7: queues.R2.account-id: is not an id of Cloudflare's",
            "continuity.yaml:9: queues.R2.token: is not 16 or more letters, digits and signs"
                + " without a space",
            "continuity.yaml:10: queues.R2.api: is not an https URL without a slash at its end;"
                + " http is for this machine only, for the token is sent there",
            "continuity.yaml:11: queues.other.account-id: is missing",
            "continuity.yaml:11: queues.other.token: is missing",
            "continuity.yaml:12: queues.other.queue-id: is the queue that R2 pulls already: once"
                + " will do",
            "continuity.yaml:13: queues.other.visibility-timeout: is not 30s to 12h",
            "continuity.yaml:14: queues.other.poll-interval: is not 100ms to 1h",
            "continuity.yaml:15: queues.other.batch-size: not a whole number from 1 to 100: 101",
            "continuity.yaml:16: queues.other.give-up-after: not a whole number from 1 to 100: 0");
  }
}
