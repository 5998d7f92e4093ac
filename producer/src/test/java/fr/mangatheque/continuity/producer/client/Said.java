package fr.mangatheque.continuity.producer.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What an intake answered. */
record Said(int statusCode, byte[] body, HttpHeaders headers) implements HttpResponse<byte[]> {
  static Said of(byte[] body, String retryAfter) {
    return new Said(
        503, body, HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (_, _) -> true));
  }

  @Override
  public HttpRequest request() {
    return HttpRequest.newBuilder(uri()).build();
  }

  @Override
  public Optional<HttpResponse<byte[]>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return URI.create("http://intake");
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
