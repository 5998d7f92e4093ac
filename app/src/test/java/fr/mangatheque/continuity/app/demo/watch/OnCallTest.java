package fr.mangatheque.continuity.app.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.notifier.channel.WebhookSignature;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnCallTest {
  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");

  private final OnCall onCall = new OnCall(InstantSource.fixed(NOW));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    onCall.close();
  }

  @Test
  void aSignedAlertIsBelieved() throws Exception {
    assertThat(send("opened", "one", onCall.secret())).isEqualTo(204);

    assertThat(onCall.alerts())
        .containsExactly(
            new Alert("incident.opened", "one", "UNREACHABLE", "critical", "It is away"));
    assertThat(onCall.raised()).isOne();
    assertThat(onCall.cleared()).isZero();
  }

  @Test
  void anAlertThatComesTwiceIsOneIncident() throws Exception {
    send("opened", "one", onCall.secret());
    send("opened", "one", onCall.secret());
    send("opened", "two", onCall.secret());
    send("resolved", "one", onCall.secret());

    assertThat(onCall.raised()).isEqualTo(2);
    assertThat(onCall.cleared()).isOne();
  }

  @Test
  void aForgedAlertIsRefused() throws Exception {
    String other = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

    assertThat(send("opened", "one", other)).isEqualTo(401);

    assertThat(onCall.alerts()).isEmpty();
    assertThat(onCall.forged()).isOne();
  }

  private int send(String type, String incident, String secret) throws Exception {
    byte[] body =
        """
        {"type":"incident.%s","data":{"incidentId":"%s","causeClass":"UNREACHABLE",\
        "severity":"critical","summary":"It is away"}}\
        """
            .formatted(type, incident)
            .getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(onCall.url())
            .header("webhook-id", incident + type)
            .header("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
            .header(
                "webhook-signature", new WebhookSignature(secret).sign(incident + type, NOW, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
