package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Fetches as a reader's browser would, keeping nothing but the hash. Thread-safe; blocks. */
final class CdnClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final Duration limit;

  /**
   * @param limit the longest an object may take
   */
  CdnClient(Duration limit) {
    this.limit = limit;
  }

  CdnAnswer get(URI url) throws InterruptedException {
    MessageDigest digest = Digests.sha256();
    AtomicLong size = new AtomicLong();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(limit).GET().build();
    CompletableFuture<HttpResponse<Void>> asked =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                part ->
                    part.ifPresent(
                        bytes -> {
                          digest.update(bytes);
                          size.addAndGet(bytes.length);
                        })));
    try {
      // the limit of the request ends with the headers; this one is for the body as well
      HttpResponse<Void> answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return answer.statusCode() == OK
          ? content(answer.headers(), new Bytes(size.get(), Sha256.of(digest.digest())))
          : new CdnAnswer.Refused(answer.statusCode());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        return new CdnAnswer.Nothing(words(failure));
      }
      throw new IllegalStateException("A CDN could not be asked for " + url, e.getCause());
    } catch (TimeoutException e) {
      return new CdnAnswer.Nothing("no whole answer within " + limit.toSeconds() + " s");
    } finally {
      asked.cancel(true);
    }
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message;
  }

  private static CdnAnswer content(HttpHeaders headers, Bytes bytes) {
    return new CdnAnswer.Content(
        bytes, headers.firstValue("etag").flatMap(CdnClient::etag).orElse(null), age(headers));
  }

  private static Optional<ETag> etag(String header) {
    try {
      return Optional.of(ETag.ofHeader(header));
    } catch (IllegalArgumentException e) {
      // no tag that a store could have given
      return Optional.empty();
    }
  }

  private static @Nullable Duration age(HttpHeaders headers) {
    try {
      OptionalLong seconds = headers.firstValueAsLong("age");
      return seconds.isPresent() && seconds.getAsLong() >= 0
          ? Duration.ofSeconds(seconds.getAsLong())
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
