package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.client.Stub.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a full batch that is refused without a word on which event is meant. */
class HttpTransportIT {
  private static final List<byte[]> BATCH =
      IntStream.range(0, 1000).mapToObj(HttpTransportIT::event).toList();

  private static byte[] event(int number) {
    return ("{\"key\":\"k" + number + "\"}").getBytes(UTF_8);
  }

  private static Reply send(Stub stub) throws Exception {
    HttpTransport transport =
        new HttpTransport(stub.uri(), null, Duration.ofSeconds(10), InstantSource.system());
    try (transport) {
      return transport.send(BATCH);
    }
  }

  private static Stub always(Answer answer) throws Exception {
    Function<Stub.Request, Answer> same = _ -> answer;
    return new Stub(same);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void aStrangersRefusalIsAskedAboutOnceAndLosesNothing(int status) throws Exception {
    String words = "Client sent an HTTP request to an HTTPS server.";
    try (Stub stub = always(Answer.of(status, words).with("Retry-After", "7"))) {
      Reply reply = send(stub);

      assertThat(stub.requests).hasSize(1);
      assertThat(reply.left()).isEqualTo(BATCH);
      assertThat(reply.trouble())
          .isEqualTo(new Reply.Trouble("HTTP " + status + ": " + words, Duration.ofSeconds(7)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/problem+json", "Application/Problem+JSON; charset=utf-8"})
  void theIntakesOwnRefusalIsNarrowedDownToItsEvent(String type) throws Exception {
    Answer refusal = Answer.of(400, "{}").with("Content-Type", type);
    try (Stub stub = new Stub(it -> it.keys().contains("k7") ? refusal : Answer.taken())) {
      Reply reply = send(stub);

      assertThat(reply.refused()).containsOnlyKeys(7);
      assertThat(reply.left()).isEmpty();
      assertThat(reply.trouble()).isNull();
    }
  }

  @Test
  void whoFindsEvenOneEventTooLargeIsNotAskedAboutEachOfThem() throws Exception {
    try (Stub stub = always(Answer.of(413, "Request Entity Too Large"))) {
      Reply reply = send(stub);

      assertThat(stub.requests)
          .extracting(it -> it.keys().size())
          .startsWith(1000, 500, 250)
          .endsWith(1);
      assertThat(stub.requests).hasSize(10);
      assertThat(reply.refused()).containsOnlyKeys(0);
      assertThat(reply.left()).hasSize(999);
      assertThat(reply.trouble()).isNotNull();
    }
  }
}
