package fr.mangatheque.continuity.producer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.mangatheque.continuity.producer.client.Stub.Answer;
import fr.mangatheque.continuity.producer.client.Stub.Request;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What an application meets when its intake answers in any way, or not at all. */
class UploadEventsHttpIT {
  private static final String TOKEN = "dG9rZW4tb2YtdGhlLXRlc3Q";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ClientOptions OPTIONS =
      ClientOptions.DEFAULT
          .withRequestTimeout(Duration.ofSeconds(15))
          .withRetries(Duration.ofMillis(20), Duration.ofMillis(100));
  private static final ClientOptions IMPATIENT = OPTIONS.withRequestTimeout(Duration.ofSeconds(2));

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Stub stub;

  @BeforeEach
  void start() throws Exception {
    stub = new Stub(_ -> Answer.taken());
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(log);
    stub.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(UploadEvents.class);
  }

  private UploadEvents client() {
    return UploadEvents.http(stub.uri(), TOKEN, OPTIONS);
  }

  private static void tell(UploadEvents events, int count) {
    IntStream.range(0, count).forEach(i -> events.created("uploads", "k" + i));
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
  }

  private static void awaitSettled(UploadEvents events) {
    await().atMost(PATIENCE).until(() -> events.statistics().queued() == 0);
  }

  private static Statistics settled(long sent, long refused) {
    return new Statistics(0, 0, sent, 0, refused);
  }

  private String logged() {
    return log.list.stream()
        .map(event -> event.getFormattedMessage() + event.getKeyValuePairs())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void anEventIsSentWithAllThatIsKnownAndTheToken() {
    try (UploadEvents events = client()) {
      events.created("uploads", "été/1.jpg", UploadDetails.of("\"9e10\"", 7).withSha256(null));
      awaitSettled(events);
    }

    Request request = stub.requests.getFirst();
    assertThat(request.path()).isEqualTo("/v1/events");
    assertThat(request.authorization()).isEqualTo("Bearer " + TOKEN);
    assertThat(request.body())
        .startsWith(
            "[{\"source\":\"uploads\",\"key\":\"été/1.jpg\",\"action\":\"created\","
                + "\"etag\":\"\\\"9e10\\\"\",\"size\":7,\"occurredAt\":\"");
  }

  @Test
  void whatComesWhileARequestIsUnderWayIsSentTogether() {
    CountDownLatch goOn = new CountDownLatch(1);
    stub.answer(_ -> after(goOn));
    try (UploadEvents events = client()) {
      events.created("uploads", "first");
      await().atMost(PATIENCE).until(() -> stub.requests.size() == 1);
      tell(events, 2_500);
      goOn.countDown();
      awaitSettled(events);
    }

    assertThat(stub.requests).extracting(r -> r.keys().size()).containsExactly(1, 1000, 1000, 500);
  }

  private static Answer after(CountDownLatch goOn) {
    try {
      goOn.await();
      return Answer.taken();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.of(500, "interrupted");
    }
  }

  @Test
  void oneFaultyEventCostsNoOther() {
    stub.answer(
        request -> {
          int bad = request.keys().indexOf("k3");
          return bad < 0
              ? Answer.taken()
              : Answer.of(
                  400,
                  """
                  {"detail":"One thing is wrong.",
                   "errors":[{"index":%d,"pointer":"/source","detail":"there is no source"}]}
                  """
                      .formatted(bad));
        });
    try (UploadEvents events = client()) {
      tell(events, 50);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(49, 1));
    }
    assertThat(logged()).contains("/source there is no source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "{\"errors\":[{\"index\":-1},{\"index\":5000},{\"index\":\"1\"}]}",
        "[]",
        ""
      })
  void aRefusalThatDoesNotTellWhichEventIsMeantCostsThatEventAlone(String body) {
    Answer refusal = Answer.of(400, body).with("Content-Type", "application/problem+json");
    stub.answer(request -> request.keys().contains("k7") ? refusal : Answer.taken());
    try (UploadEvents events = client()) {
      tell(events, 50);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(49, 1));
    }
  }

  @Test
  void anIntakeThatTakesLessIsSentLess() {
    stub.answer(
        request -> request.keys().size() > 10 ? Answer.of(413, "too much of it") : Answer.taken());
    try (UploadEvents events = client()) {
      tell(events, 200);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(200, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aSenderThatIsRefusedIsCountedAndPausesAndItsTokenIsShownNowhere(int status) {
    stub.answer(_ -> Answer.of(status, "{\"detail\":\"This token is unknown: " + TOKEN + "\"}"));
    try (UploadEvents events = client()) {
      tell(events, 5);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(0, 5));
    }
    assertThat(logged()).contains("This token is unknown: ****").doesNotContain(TOKEN);
  }

  @Test
  void theTimeThatTheIntakeAsksForIsWaited() {
    AtomicInteger count = new AtomicInteger();
    stub.answer(
        _ ->
            count.getAndIncrement() == 0
                ? Answer.of(429, "slower").with("Retry-After", "1")
                : Answer.taken());
    try (UploadEvents events = client()) {
      tell(events, 1);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(1, 0));
    }
    assertThat(stub.requests).hasSize(2);
    assertThat(stub.requests.get(1).nanos() - stub.requests.get(0).nanos())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 408, 422, 429, 500, 502, 503, 302})
  void whatMayPassIsTriedAgainAndLosesNothing(int status) {
    AtomicInteger count = new AtomicInteger();
    stub.answer(
        _ ->
            count.getAndIncrement() < 3
                ? Answer.of(status, "").with("Location", stub.uri() + "/elsewhere")
                : Answer.taken());
    try (UploadEvents events = client()) {
      tell(events, 5);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(5, 0));
    }
    assertThat(stub.requests).extracting(Request::path).containsOnly("/v1/events");
    assertThat(stub.keys()).containsAll(keys(5));
  }

  @Test
  void anAnswerThatNeverEndsIsNotWaitedFor() {
    AtomicInteger count = new AtomicInteger();
    stub.answer(_ -> count.getAndIncrement() == 0 ? Answer.trickling() : Answer.taken());
    try (UploadEvents events = UploadEvents.http(stub.uri(), TOKEN, IMPATIENT)) {
      tell(events, 1);
      awaitSettled(events);

      assertThat(events.statistics()).isEqualTo(settled(1, 0));
    }
    assertThat(logged()).contains("no answer within PT2S");
  }

  @Test
  void aMillionEventsIntoABlackHoleNeitherWaitNorFillTheMemory() throws Exception {
    try (ServerSocket hole = new ServerSocket(0)) {
      URI intake = URI.create("http://127.0.0.1:" + hole.getLocalPort());
      UploadEvents events = UploadEvents.http(intake, TOKEN, IMPATIENT.withQueue(5_000, 300_000));
      long longest = 0;
      long start = System.nanoTime();
      for (int i = 0; i < 1_000_000; i++) {
        long before = System.nanoTime();
        events.created("uploads", "k" + i);
        longest = Math.max(longest, System.nanoTime() - before);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Statistics now = events.statistics();

      assertThat(now.offered()).isEqualTo(1_000_000);
      assertThat(now.queued()).isBetween(1_000L, 5_000L);
      assertThat(now.queuedBytes()).isLessThanOrEqualTo(300_000);
      assertThat(now.dropped()).isEqualTo(1_000_000 - now.queued());
      assertThat(took).isLessThan(Duration.ofSeconds(20));
      assertThat(Duration.ofNanos(longest)).isLessThan(IMPATIENT.requestTimeout());
      // However often it was dropped, it is told once.
      assertThat(log.list).filteredOn(e -> logged(e).contains("DROPPED")).hasSize(1);

      start = System.nanoTime();
      events.close(Duration.ofMillis(300));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(events.statistics()).isEqualTo(new Statistics(0, 0, 0, 1_000_000, 0));
      org.slf4j.LoggerFactory.getLogger(getClass())
          .atInfo()
          .addKeyValue("ms", took.toMillis())
          .addKeyValue("longestMicros", longest / 1_000)
          .addKeyValue("queued", now.queued())
          .addKeyValue("bytes", now.queuedBytes())
          .log("A million events into a black hole");
    }
  }

  private static String logged(ILoggingEvent event) {
    return String.valueOf(event.getKeyValuePairs());
  }

  @Test
  void closingSendsWhatWaitsAlsoAfterAnOutage() {
    stub.answer(_ -> Answer.of(503, "").with("Retry-After", "3600"));
    UploadEvents events = client();
    tell(events, 20);
    await().atMost(PATIENCE).until(() -> !stub.requests.isEmpty());
    stub.answer(_ -> Answer.taken());

    events.close(PATIENCE);

    assertThat(events.statistics()).isEqualTo(settled(20, 0));
  }

  @Test
  void whoeverIsToldSomethingAfterItIsClosedCountsItOnly() {
    UploadEvents events = client();
    events.close();

    events.created("uploads", "late");
    events.close();

    assertThat(events.statistics()).isEqualTo(new Statistics(0, 0, 0, 1, 0));
  }
}
