package fr.mangatheque.continuity.notifier.channel;

import fr.mangatheque.continuity.schemas.event.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Posts notifications to an URL, signed as Standard Webhooks says. */
final class WebhookChannel implements Channel {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ChannelSettings.Webhook settings;
  private final WebhookSignature signature;
  private final InstantSource clock;
  private final HttpClient client;

  WebhookChannel(ChannelSettings.Webhook settings, InstantSource clock) {
    this.settings = settings;
    this.signature = new WebhookSignature(settings.secret());
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void deliver(Notification notification) throws DeliveryException, InterruptedException {
    HttpRequest request = request(notification);
    HttpResponse<InputStream> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // What it says is not read, so a receiver that never stops saying it holds up nothing.
      response.body().close();
    } catch (IOException e) {
      throw new DeliveryException.Transient(
          "%s gave no answer: %s".formatted(settings.place(), words(e)), e);
    }
    judge(response);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(Notification notification) {
    byte[] body = WebhookBody.of(notification);
    Instant now = clock.instant();
    return HttpRequest.newBuilder(settings.url())
        .timeout(ANSWER)
        .header("content-type", "application/json")
        .header("user-agent", "mangatheque-continuity")
        .header("webhook-id", notification.getId())
        .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
        .header("webhook-signature", signature.sign(notification.getId(), now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private void judge(HttpResponse<?> response) throws DeliveryException {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return;
    }
    String what = "%s answered %d".formatted(settings.place(), status);
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new DeliveryException.Transient(
          what,
          response
              .headers()
              .firstValue("retry-after")
              .flatMap(header -> RetryAfter.parse(header, clock.instant()))
              .orElse(null));
    }
    throw new DeliveryException.Permanent(
        what + "; look at the URL, the secret, and what the receiver logs", null);
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
