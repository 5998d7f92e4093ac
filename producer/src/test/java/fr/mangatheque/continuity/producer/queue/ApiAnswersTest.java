package fr.mangatheque.continuity.producer.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.queue.ApiAnswers.MalformedException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAnswersTest {
  private static Pulled pulled(String messages) throws MalformedException {
    return ApiAnswers.pulled(
        ("{\"success\":true,\"errors\":[],\"messages\":[],\"result\":{\"message_backlog_count\":10,"
                + "\"messages\":["
                + messages
                + "]}}")
            .getBytes(UTF_8));
  }

  @Test
  void theDocumentedAnswerIsRead() throws Exception {
    Pulled pulled =
        pulled(
            """
            {"body":"hello","id":"1ad27d24c83de78953da635dc2ea208f","timestamp_ms":1689615013586,
             "attempts":2,"lease_id":"eyJhbGciOi.x",
             "metadata":{"CF-sourceMessageSource":"dash","CF-Content-Type":"json"}}
            """);

    assertThat(pulled.backlog()).isEqualTo(10);
    assertThat(pulled.unusable()).isZero();
    assertThat(pulled.messages())
        .containsExactly(
            new QueueMessage(
                "1ad27d24c83de78953da635dc2ea208f",
                "eyJhbGciOi.x",
                2,
                Instant.ofEpochMilli(1689615013586L),
                "json",
                "hello"));
  }

  @Test
  void whatIsMissingButForLeaseAndBodyIsNoFault() throws Exception {
    Pulled pulled =
        pulled(
            """
            {"body":"a","lease_id":"l1","metadata":null},
            {"body":"b","lease_id":"l2","metadata":"text","attempts":0,"timestamp_ms":"soon","id":7},
            {"body":"c","lease_id":"l3","timestamp_ms":1e300,"attempts":-4}
            """);

    assertThat(pulled.unusable()).isZero();
    assertThat(pulled.messages())
        .extracting(QueueMessage::leaseId)
        .containsExactly("l1", "l2", "l3");
    assertThat(pulled.messages()).allSatisfy(it -> assertThat(it.attempts()).isEqualTo(1));
    assertThat(pulled.messages()).allSatisfy(it -> assertThat(it.contentType()).isNull());
  }

  @Test
  void oneMessageWithoutLeaseOrBodyTakesNoOtherAlong() throws Exception {
    Pulled pulled =
        pulled(
            """
            {"body":"a"}, {"lease_id":"l"}, {"lease_id":"","body":"a"}, null, 7,
            {"lease_id":"l","body":{}}, {"lease_id":"good","body":"a"}
            """);

    assertThat(pulled.unusable()).isEqualTo(6);
    assertThat(pulled.messages()).extracting(QueueMessage::leaseId).containsExactly("good");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "<html>",
        "{}",
        "{\"success\":false,\"errors\":[{\"code\":1,\"message\":\"no\"}]}",
        "{\"success\":true}",
        "{\"success\":true,\"result\":null}",
        "{\"success\":true,\"result\":[]}",
        "{\"success\":true,\"result\":{}}",
        "{\"success\":true,\"result\":{\"messages\":{}}}",
        "{\"success\":\"true\",\"result\":{\"messages\":"
      })
  void anAnswerThatIsNotDocumentedIsNone(String answer) {
    assertThatThrownBy(() -> ApiAnswers.pulled(answer.getBytes(UTF_8)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aRefusalIsRepeatedInItsOwnWords() {
    assertThat(
            ApiAnswers.errors(
                "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication"
                    .concat(" error\"}]}")
                    .getBytes(UTF_8)))
        .isEqualTo("10000 Authentication error");
    assertThat(ApiAnswers.errors("<html>".getBytes(UTF_8))).isEmpty();
  }
}
