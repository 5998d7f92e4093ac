package fr.mangatheque.continuity.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.mangatheque.continuity.notifier.WebhookListener.Heard;
import fr.mangatheque.continuity.notifier.channel.ChannelSettings;
import fr.mangatheque.continuity.notifier.channel.Samples;
import fr.mangatheque.continuity.notifier.delivery.DeliveryTiming;
import fr.mangatheque.continuity.notifier.incident.IncidentTiming;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole notifier, between a real broker and real receivers. */
class NotifierIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static TestBroker broker;

  @TempDir private Path stateDir;
  private final Topics topics =
      Topics.of(UUID.randomUUID() + "-", WireSerdes.open(Optional.empty()));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private WebhookListener pager;
  private WebhookListener chat;
  private Notifier notifier;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void start() throws Exception {
    broker.create(topics);
    mail.start();
    pager = new WebhookListener(Samples.SECRET);
    chat = new WebhookListener(Samples.SECRET);
    notifier = startNotifier();
  }

  @AfterEach
  void stop() {
    notifier.close();
    pager.close();
    chat.close();
    mail.stop();
  }

  @Test
  void aThousandObjectsRefusedAreOneAlertAndOneWordThatItIsOver() throws Exception {
    pager.answers(503, "1");
    for (int i = 0; i < 1_000; i++) {
      failure(FailureKind.RAISED, "page-" + i);
    }
    await().atMost(LONG).until(() -> pager.refused() > 0);
    pager.accepts();
    for (int i = 0; i < 1_000; i++) {
      failure(FailureKind.CLEARED, "page-" + i);
    }

    await().atMost(LONG).until(() -> aboutOrigin(pager).size() >= 2);
    await().atMost(LONG).until(() -> aboutOrigin(chat).size() >= 2);
    assertThat(aboutOrigin(pager))
        .extracting(Heard::type)
        .containsExactly("incident.opened", "incident.resolved");
    assertThat(aboutOrigin(pager)).allMatch(Heard::signed);
    assertThat(aboutOrigin(pager))
        .extracting(Heard::incident)
        .containsOnly(aboutOrigin(chat).getFirst().incident());
    assertThat(aboutOrigin(pager).getLast().body().get("data").get("affected").asLong())
        .isEqualTo(1_000);
    await().atMost(LONG).until(() -> mailsAboutOrigin() >= 2);
    assertThat(mailsAboutOrigin()).isEqualTo(2);
  }

  @Test
  void aDeadChannelHoldsUpNobodyAndIsToldToTheOthers() throws Exception {
    pager.answers(500, "");
    failure(FailureKind.RAISED, "cover");

    await().atMost(LONG).until(() -> aboutOrigin(chat).size() == 1);
    await().atMost(LONG).until(() -> aboutPager(chat).size() == 1);
    failure(FailureKind.CLEARED, "cover");
    await().atMost(LONG).until(() -> aboutOrigin(chat).size() == 2);
    assertThat(pager.accepted()).isEmpty();
    pager.accepts();
    await().atMost(LONG).until(() -> aboutOrigin(pager).size() == 2);
    await().atMost(LONG).until(() -> aboutPager(chat).size() == 2);

    assertThat(aboutOrigin(pager))
        .extracting(Heard::type)
        .containsExactly("incident.opened", "incident.resolved");
    assertThat(aboutPager(chat))
        .extracting(Heard::type)
        .containsExactly("incident.opened", "incident.resolved");
    assertThat(aboutPager(pager)).isEmpty();
    assertThat(
            metrics
                .get("continuity.deliveries")
                .tag("channel", "pager")
                .tag("outcome", "failed")
                .counter()
                .count())
        .isPositive();
  }

  @Test
  void whatWasNotDeliveredBeforeARestartIsDeliveredAfterIt() throws Exception {
    pager.answers(503, "3600");
    failure(FailureKind.RAISED, "cover");
    await().atMost(LONG).until(() -> pager.refused() > 0);
    await().atMost(LONG).until(() -> aboutOrigin(chat).size() == 1);
    long before = System.nanoTime();
    notifier.close();
    Duration closing = Duration.ofNanos(System.nanoTime() - before);
    pager.accepts();
    notifier = startNotifier();
    failure(FailureKind.CLEARED, "cover");

    await().atMost(LONG).until(() -> aboutOrigin(pager).size() >= 2);
    await().atMost(LONG).until(() -> aboutOrigin(chat).size() >= 2);
    assertThat(aboutOrigin(pager))
        .extracting(Heard::type)
        .containsExactly("incident.opened", "incident.resolved");
    assertThat(aboutOrigin(chat)).extracting(Heard::incident).hasSize(2);
    assertThat(closing).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aBrokerThatGoesAndComesBackLosesNothing() throws Exception {
    pager.answers(503, "");
    failure(FailureKind.RAISED, "cover");
    await().atMost(LONG).until(() -> pager.refused() > 0);
    broker.stop();
    pager.accepts();
    await().atMost(LONG).until(() -> aboutOrigin(pager).size() == 1);
    broker.startAgain();
    failure(FailureKind.CLEARED, "cover");

    await().atMost(LONG).until(() -> aboutOrigin(pager).size() == 2);
    assertThat(aboutOrigin(pager))
        .extracting(Heard::type)
        .containsExactly("incident.opened", "incident.resolved");
    await().atMost(LONG).until(notifier::running);
  }

  @Test
  void whatNobodyCanReadIsKeptAndToldAndHoldsUpNothing() throws Exception {
    broker.send(topics.failures(), "x", new byte[] {1, 2, 3});
    broker.send(topics.notifications(), "x", new byte[] {4, 5, 6});
    failure(FailureKind.RAISED, "cover");

    await().atMost(LONG).until(() -> aboutOrigin(pager).size() == 1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(broker.read(topics.deadLetters()))
                    .containsExactlyInAnyOrder(new byte[] {1, 2, 3}, new byte[] {4, 5, 6}));
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(about(pager, "-/DECODING/UNREADABLE_RECORD"))
                    .extracting(Heard::type)
                    .containsExactly("incident.opened"));
  }

  private Notifier startNotifier() {
    Notifier started =
        new Notifier(
            new NotifierSettings(
                new IncidentTiming(
                    Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(5)),
                new DeliveryTiming(
                    Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofHours(1)),
                List.of(
                    new ChannelSettings.Webhook("pager", pager.url(), Samples.SECRET),
                    new ChannelSettings.Webhook("chat", chat.url(), Samples.SECRET),
                    new ChannelSettings.Console("log"),
                    new ChannelSettings.Email(
                        "mail",
                        "127.0.0.1",
                        mail.getSmtp().getPort(),
                        ChannelSettings.Security.NONE,
                        null,
                        null,
                        "continuity@example.org",
                        List.of("oncall@example.org"))),
                List.of(),
                stateDir),
            topics,
            broker.connection(),
            InstantSource.system(),
            metrics);
    started.start();
    await().atMost(LONG).until(started::running);
    return started;
  }

  private void failure(FailureKind kind, String object) throws Exception {
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    String causeClass = CauseClass.ACCESS_DENIED.name();
    FailureEvent event =
        FailureEvent.newBuilder()
            .setCauseKey(CauseClass.key("uploads", Stage.ORIGIN, causeClass))
            .setKind(kind)
            .setStage(Stage.ORIGIN)
            .setCauseClass(causeClass)
            .setPermanent(true)
            .setSource("uploads")
            .setObjectKey(object)
            .setAttempts(1)
            .setSince(now)
            .setAt(now)
            .setClearsAt(null)
            .setDetail("403 AccessDenied")
            .build();
    broker.send(topics.failures(), event.getCauseKey(), event);
  }

  private static List<Heard> aboutOrigin(WebhookListener listener) {
    return about(listener, "uploads/ORIGIN/ACCESS_DENIED");
  }

  private static List<Heard> aboutPager(WebhookListener listener) {
    return about(listener, "-/DELIVERY/DELIVERY_FAILED/pager");
  }

  /** Each notification once: a receiver drops those whose id it knows. */
  private static List<Heard> about(WebhookListener listener, String causeKey) {
    return listener.accepted().stream()
        .filter(heard -> heard.causeKey().equals(causeKey))
        .collect(Collectors.toMap(Heard::id, heard -> heard, (one, _) -> one, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private long mailsAboutOrigin() {
    return Stream.of(mail.getReceivedMessages())
        .map(
            message -> {
              try {
                return message.getSubject();
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .filter(subject -> subject.contains("The origin of uploads"))
        .count();
  }
}
