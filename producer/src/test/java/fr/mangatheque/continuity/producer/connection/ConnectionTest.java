package fr.mangatheque.continuity.producer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(10, Duration.ofSeconds(5), Duration.ofSeconds(60), 100);

  private final BodyRoom room = new BodyRoom(LIMITS.bodyBytes());
  private final BodyRoom strangers = new BodyRoom(20);
  private final Thread thread = Thread.ofVirtual().unstarted(() -> {});
  private long seconds;
  private final Connection connection = open();

  private Connection open() {
    return new Connection(
        thread, LIMITS, room, strangers, () -> Duration.ofSeconds(seconds).toNanos());
  }

  private void pull(int bytes) {
    assertThat(connection.pull(() -> some(bytes))).hasSize(bytes);
  }

  private static byte[] some(int bytes) {
    return "G".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void oneThatSaysNothingEnds() {
    seconds = 6;
    assertThat(connection.endIfOver()).isFalse();
    seconds = 7;
    assertThat(connection.endIfOver()).isTrue();
    assertThatThrownBy(() -> pull(1)).isInstanceOf(CloseConnectionException.class);
  }

  @Test
  void aRequestThatTricklesInEndsHoweverOftenSomethingComes() {
    for (seconds = 0; seconds <= 5; seconds++) {
      pull(1);
    }

    assertThatThrownBy(() -> pull(1)).isInstanceOf(CloseConnectionException.class);
    seconds = 7;
    assertThat(connection.endIfOver()).isTrue();
  }

  @Test
  void whoGoesAwayInTheMiddleOfAHeaderIsNoFailure() {
    pull(10);
    assertThatThrownBy(() -> connection.pull(() -> null))
        .isInstanceOf(CloseConnectionException.class);

    connection.beginBody();
    assertThat(connection.pull(() -> null)).isNull();
  }

  @Test
  void whatBeginsWithNoMethodIsABadRequest() {
    pull(3);

    assertThatThrownBy(() -> connection.pull(() -> new byte[] {'T', (byte) 0xff, ' '}))
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.status().code()).isEqualTo(400));
    Connection another = open();
    assertThat(another.pull(() -> new byte[] {'G', 'E', 'T', ' ', (byte) 0xff})).hasSize(5);
    assertThat(another.pull(() -> new byte[] {0, 1})).as("what follows is not ours").hasSize(2);
  }

  @Test
  void aBodyThatTricklesInIsToldSo() {
    pull(10);
    connection.beginBody();
    seconds = 6;

    assertThatThrownBy(() -> pull(1))
        .isInstanceOfSatisfying(
            ArrivalException.class,
            e -> assertThat(e.why()).isEqualTo(ArrivalException.Why.TOO_SLOW));
  }

  @Test
  void whileWeThinkItIsNotTheSenderWhoIsLate() {
    pull(10);
    connection.arrived();
    seconds = 1000;

    assertThat(connection.endIfOver()).isFalse();
    assertThat(connection.waiting()).isNull();
    connection.answering();
    connection.answered(true);
    seconds = 1060;
    assertThat(connection.endIfOver()).isFalse();
    seconds = 1062;
    assertThat(connection.endIfOver()).isTrue();
  }

  @Test
  void anAnswerThatNobodyTakesEndsIt() {
    pull(10);
    connection.arrived();
    connection.answering();
    seconds = 7;

    assertThat(connection.endIfOver()).isTrue();
    assertThatThrownBy(() -> connection.answered(true))
        .isInstanceOf(CloseConnectionException.class);
  }

  @Test
  void whatWasEndedDoesNotGoOnAsIfNothingHadBeen() {
    pull(10);
    seconds = 7;
    connection.endIfOver();

    assertThatThrownBy(connection::arrived).isInstanceOf(CloseConnectionException.class);
  }

  @Test
  void bodiesShareTheirRoomAndGiveItBackOnceAnswered() {
    Connection other = open();
    pull(50);
    assertThat(room.taken()).as("headers are no body").isZero();
    connection.beginBody();
    pull(90);

    other.beginBody();
    assertThatThrownBy(() -> other.pull(() -> some(11)))
        .isInstanceOfSatisfying(
            ArrivalException.class,
            e -> assertThat(e.why()).isEqualTo(ArrivalException.Why.NO_ROOM));
    connection.arrived();
    assertThat(room.taken()).isEqualTo(90);
    connection.answering();
    connection.answered(true);

    assertThat(other.pull(() -> some(100))).hasSize(100);
    other.drop();
    assertThat(room.taken()).isZero();
  }

  @Test
  void strangersHaveASmallRoomOfTheirOwnUntilTheyAreKnown() {
    Connection stranger = open();
    stranger.beginStrangersBody();
    assertThat(stranger.pull(() -> some(20))).hasSize(20);
    assertThatThrownBy(() -> stranger.pull(() -> some(1))).isInstanceOf(ArrivalException.class);
    assertThat(room.taken()).isZero();

    connection.beginBody();
    pull(81);
    assertThat(stranger.known()).as("there is no room for it").isFalse();
    connection.drop();
    assertThat(stranger.known()).isTrue();
    assertThat(strangers.taken()).isZero();
    assertThat(room.taken()).isEqualTo(20);
    stranger.drop();
    assertThat(room.taken()).isZero();
  }
}
