package fr.mangatheque.continuity.notifier.channel;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.notifier.WebhookListener;
import fr.mangatheque.continuity.schemas.event.Notification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelIT {
  private static final Notification OPENING =
      Samples.notification("3d395be902d160a0", 1, OPENED, "hook", Instant.ofEpochSecond(0));

  private WebhookListener listener;
  private Channel channel;

  @BeforeEach
  void start() throws IOException {
    listener = new WebhookListener(Samples.SECRET);
    channel = channel(listener.url());
  }

  @AfterEach
  void stop() {
    channel.close();
    listener.close();
  }

  @Test
  void aNotificationIsPostedAndSigned() throws Exception {
    channel.deliver(OPENING);

    assertThat(listener.accepted())
        .singleElement()
        .satisfies(
            heard -> {
              assertThat(heard.signed()).isTrue();
              assertThat(heard.id()).isEqualTo("3d395be902d160a0-1-hook");
              assertThat(heard.body().toString())
                  .isEqualTo(
                      """
                      {"type":"incident.opened","timestamp":"1970-01-01T00:00:00Z","data":{\
                      "incidentId":"3d395be902d160a0","severity":"critical",\
                      "summary":"The backup of uploads cannot be reached","source":"uploads",\
                      "stage":"BACKUP","causeClass":"UNREACHABLE",\
                      "causeKey":"uploads/BACKUP/UNREACHABLE","since":"1969-12-31T23:58:25Z",\
                      "failing":1204,"affected":1300,\
                      "examples":["covers/one.jpg","pages/two\\nlines.png"],\
                      "detail":"connection refused",\
                      "meaning":"What was uploaded since then is not protected.",\
                      "action":"Look at the provider's status page."}}\
                      """);
            });
  }

  @Test
  void howLongToWaitIsPassedOn() {
    listener.answers(429, "17");

    assertThatThrownBy(() -> channel.deliver(OPENING))
        .isInstanceOfSatisfying(
            DeliveryException.Transient.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(17)));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void whatMayHealIsTransient(int status) {
    listener.answers(status, "");

    assertThatThrownBy(() -> channel.deliver(OPENING))
        .isInstanceOf(DeliveryException.Transient.class)
        .hasMessageContaining(String.valueOf(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 410, 413})
  void whatAPersonMustMendIsPermanent(int status) {
    listener.answers(status, "");

    assertThatThrownBy(() -> channel.deliver(OPENING))
        .isInstanceOf(DeliveryException.Permanent.class)
        .hasMessageContaining(String.valueOf(status))
        .hasMessageNotContaining("/alerts");
  }

  @Test
  void nobodyThereIsTransient() throws Exception {
    try (Channel nobody = channel(URI.create("http://127.0.0.1:" + unusedPort() + "/"))) {
      assertThatThrownBy(() -> nobody.deliver(OPENING))
          .isInstanceOf(DeliveryException.Transient.class);
    }
  }

  private static Channel channel(URI url) {
    return Channels.open(
        new ChannelSettings.Webhook("hook", url, Samples.SECRET), InstantSource.system());
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
