package fr.mangatheque.continuity.testkit.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of pull consumers, as a plain HTTP client sees it. */
class QueueServerIT {
  private final QueueServer server = QueueServer.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CloudQueue queue = server.createQueue(CloudQueue.Options.USUAL);
  private String token = server.tokens().issue();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private record Answer(int status, JsonNode json) {
    JsonNode message(int index) {
      return json.path("result").path("messages").path(index);
    }

    List<String> leases() {
      List<String> leases = new ArrayList<>();
      json.path("result").path("messages").forEach(m -> leases.add(m.path("lease_id").asText()));
      return leases;
    }
  }

  private Answer post(CloudQueue to, String action, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/accounts/%s/queues/%s/messages/%s"
                        .formatted(server.api(), server.accountId(), to.id(), action)))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), new ObjectMapper().readTree(response.body()));
  }

  private Answer pull(String body) throws Exception {
    return post(queue, "pull", body);
  }

  private Answer ack(String lease) throws Exception {
    return post(queue, "ack", "{\"acks\":[{\"lease_id\":\"" + lease + "\"}],\"retries\":[]}");
  }

  private Answer retry(String lease, int seconds) throws Exception {
    return post(
        queue,
        "ack",
        "{\"retries\":[{\"lease_id\":\"%s\",\"delay_seconds\":%d}]}".formatted(lease, seconds));
  }

  @Test
  void aPulledMessageIsShapedAsDocumented() throws Exception {
    String id = queue.sendJson("{\"a\":1}");
    queue.sendText("plain");

    Answer answer = pull("{\"visibility_timeout_ms\":6000,\"batch_size\":50}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("success").booleanValue()).isTrue();
    assertThat(answer.json().path("result").path("message_backlog_count").intValue()).isEqualTo(2);
    JsonNode first = answer.message(0);
    assertThat(first.path("id").textValue()).isEqualTo(id);
    assertThat(new String(Base64.getDecoder().decode(first.path("body").textValue()), UTF_8))
        .isEqualTo("{\"a\":1}");
    assertThat(first.path("metadata").path("CF-Content-Type").textValue()).isEqualTo("json");
    assertThat(first.path("attempts").intValue()).isEqualTo(1);
    assertThat(first.path("timestamp_ms").isIntegralNumber()).isTrue();
    assertThat(answer.message(1).path("body").textValue()).isEqualTo("plain");
  }

  @Test
  void withoutABatchSizeFiveAreGiven() throws Exception {
    for (int i = 0; i < 7; i++) {
      queue.sendText("m" + i);
    }

    assertThat(pull("{}").leases()).hasSize(5);
    assertThat(pull("{}").leases()).hasSize(2);
    assertThat(pull("{}").leases()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"batch_size\":0}",
        "{\"batch_size\":101}",
        "{\"batch_size\":1.5}",
        "{\"batch_size\":\"5\"}",
        "{\"batch_size\":1,\"batch_size\":2}",
        "{\"visibility_timeout_ms\":43200001}",
        "{\"visibility_timeout\":6000}"
      })
  void aPullThatIsNotDocumentedIsRefused(String body) throws Exception {
    queue.sendText("m");

    assertThat(pull(body).status()).isEqualTo(400);
    assertThat(queue.leased()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"acks\":[\"lease\"]}",
        "{\"acks\":[{\"lease_id\":\"\"}]}",
        "{\"acks\":[{\"lease_id\":\"l\",\"delay_seconds\":1}]}",
        "{\"retries\":[{\"delay_seconds\":1}]}",
        "{\"retries\":[{\"lease_id\":\"l\",\"delay_seconds\":43201}]}",
        "{\"retries\":{\"lease_id\":\"l\"}}"
      })
  void anAcknowledgementThatIsNotDocumentedIsRefused(String body) throws Exception {
    assertThat(post(queue, "ack", body).status()).isEqualTo(400);
  }

  @Test
  void whatIsAcknowledgedIsGoneAndItsLeaseIsSpent() throws Exception {
    String id = queue.sendText("m");
    String lease = pull("{}").leases().getFirst();

    assertThat(ack(lease).json().path("result").path("ackCount").intValue()).isEqualTo(1);
    Answer again = ack(lease);

    assertThat(queue.acknowledged()).containsExactly(id);
    assertThat(queue.backlog()).isZero();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("result").path("ackCount").intValue()).isZero();
    assertThat(again.json().path("result").path("warnings")).hasSize(1);
  }

  @Test
  void aLeaseThatEndsGivesTheMessageBackAndStillAcknowledges() throws Exception {
    queue.sendText("m");
    String first = pull("{\"visibility_timeout_ms\":60000}").leases().getFirst();
    assertThat(pull("{}").leases()).isEmpty();

    server.clock().advance(Duration.ofSeconds(61));
    Answer second = pull("{\"visibility_timeout_ms\":60000}");

    assertThat(second.message(0).path("attempts").intValue()).isEqualTo(2);
    assertThat(retry(first, 0).json().path("result").path("retryCount").intValue()).isZero();
    assertThat(ack(first).json().path("result").path("ackCount").intValue()).isEqualTo(1);
    assertThat(queue.backlog()).isZero();
  }

  @Test
  void aRetriedMessageComesAfterItsDelay() throws Exception {
    queue.sendText("m");

    retry(pull("{}").leases().getFirst(), 600);

    assertThat(pull("{}").leases()).isEmpty();
    server.clock().advance(Duration.ofSeconds(601));
    assertThat(pull("{}").leases()).hasSize(1);
  }

  @Test
  void aMessageDeliveredTooOftenIsDeletedOrADeadLetter() throws Exception {
    CloudQueue kind = server.createQueue(CloudQueue.Options.USUAL.withDeadLetters());
    String lost = queue.sendText("m");
    String dead = kind.sendText("m");

    for (int i = 0; i < 3; i++) {
      assertThat(pull("{}").leases()).hasSize(1);
      assertThat(post(kind, "pull", "{}").leases()).hasSize(1);
      server.clock().advance(Duration.ofSeconds(31));
    }

    assertThat(pull("{}").leases()).isEmpty();
    assertThat(queue.lost()).containsExactly(lost);
    assertThat(post(kind, "pull", "{}").leases()).isEmpty();
    assertThat(kind.deadLetters()).containsExactly(dead);
    assertThat(kind.lost()).isEmpty();
  }

  @Test
  void onlyATokenThatMayReadAndWriteConsumes() throws Exception {
    token = server.tokens().issueFor(Duration.ofMinutes(1));
    assertThat(pull("{}").status()).isEqualTo(200);
    server.clock().advance(Duration.ofMinutes(1));
    Answer expired = pull("{}");
    token = server.tokens().issueReadOnly();
    Answer readOnly = pull("{}");
    token = "unknown";

    assertThat(pull("{}").status()).isEqualTo(401);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(readOnly.status()).isEqualTo(403);
    assertThat(readOnly.json().path("success").booleanValue()).isFalse();
  }

  @Test
  void aQueueWithoutPullConsumerAndOneThatIsNotAreRefused() throws Exception {
    CloudQueue pushed = server.createQueue(CloudQueue.Options.USUAL.withoutPullConsumer());

    assertThat(post(pushed, "pull", "{}").status()).isEqualTo(405);
    server.close();
    try (QueueServer other = QueueServer.start()) {
      token = other.tokens().issue();
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "%s/accounts/%s/queues/none/messages/pull"
                          .formatted(other.api(), other.accountId())))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void faultsStrikeAsOftenAsTold() throws Exception {
    queue.sendText("m");
    server.faults().on(Operation.PULL).times(1).status(503);
    server.faults().on(Operation.PULL).times(1).tooManyRequests("7");

    assertThat(pull("{}").status()).isEqualTo(503);
    assertThat(pull("{}").status()).isEqualTo(429);
    assertThat(queue.leased()).isZero();
    assertThat(pull("{}").leases()).hasSize(1);
    assertThat(server.journal().of(Operation.PULL))
        .extracting(QueueJournal.Entry::status)
        .containsExactly(503, 429, 200);
  }

  @Test
  void aLostAnswerWasDoneAndACutConnectionWasNot() throws Exception {
    queue.sendText("m");
    server.faults().on(Operation.PULL).times(1).cut();
    assertThatThrownBy(() -> pull("{}")).isInstanceOf(IOException.class);
    assertThat(queue.leased()).isZero();

    server.faults().on(Operation.PULL).times(1).loseAnswer();
    assertThatThrownBy(() -> pull("{}")).isInstanceOf(IOException.class);

    assertThat(queue.leased()).isEqualTo(1);
  }
}
