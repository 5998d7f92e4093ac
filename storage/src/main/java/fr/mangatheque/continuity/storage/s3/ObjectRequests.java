package fr.mangatheque.continuity.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * GET, HEAD and PUT of one object: what is done for each of many. Made over the SDK's HTTP client,
 * past its other layers, which cost several times what such a request takes and hash a body once
 * more whose hash is known. Fails as the SDK does. Thread-safe.
 */
final class ObjectRequests {
  /** The SHA-256 that an endpoint is to find in a body, in Base64. */
  static final String CHECKSUM = "x-amz-checksum-sha256";

  private static final String OF_NOTHING = Content.empty().sha256().hex();
  private static final String UNRESERVED = "-._~/";
  private static final int SUCCESS_ENDS = 300;
  private static final int FORBIDDEN = 403;
  // S3 refuses what is a quarter of an hour off
  private static final Duration TOLERATED = Duration.ofMinutes(4);

  private final SdkHttpClient http;
  private final S3Settings settings;
  private final InstantSource clock;
  private final RequestSigner signer;
  private final String host;
  private final String bucket;
  // by what the store's clock is ahead of ours: learnt where it refused a signature
  private volatile Duration ahead = Duration.ZERO;

  ObjectRequests(SdkHttpClient http, S3Settings settings, InstantSource clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
    this.signer = new RequestSigner(settings);
    this.host = host(settings);
    this.bucket = path(settings);
  }

  /** An answer that is no error; that of a GET is to be closed. */
  record Answer(SdkHttpResponse head, AbortableInputStream body) {}

  /**
   * @throws S3Exception if the answer is an error, 304 included
   */
  Answer get(ObjectKey key, Map<String, String> headers) {
    return send(SdkHttpMethod.GET, key, headers, null, settings.timeouts().call());
  }

  SdkHttpResponse head(ObjectKey key, Map<String, String> headers) {
    return send(SdkHttpMethod.HEAD, key, headers, null, settings.timeouts().call()).head();
  }

  SdkHttpResponse put(ObjectKey key, Map<String, String> headers, Content content) {
    Duration limit = settings.timeouts().sending(content.size());
    return send(SdkHttpMethod.PUT, key, headers, content, limit).head();
  }

  private Answer send(
      SdkHttpMethod method,
      ObjectKey key,
      Map<String, String> headers,
      @Nullable Content content,
      Duration limit) {
    Duration signedAhead = ahead;
    try {
      return once(method, key, headers, content, limit, signedAhead);
    } catch (S3Exception e) {
      Instant now = clock.instant();
      Instant there = S3Faults.date(e, () -> now.plus(signedAhead));
      Duration off = Duration.between(now.plus(signedAhead), there);
      // an answer to HEAD does not say that it is for the time
      if (e.statusCode() != FORBIDDEN || off.abs().compareTo(TOLERATED) < 0) {
        throw e;
      }
      ahead = Duration.between(now, there);
      return once(method, key, headers, content, limit, ahead);
    }
  }

  private Answer once(
      SdkHttpMethod method,
      ObjectKey key,
      Map<String, String> headers,
      @Nullable Content content,
      Duration limit,
      Duration clockAhead) {
    Instant signedAt = clock.instant().plus(clockAhead);
    OpenedContent body = content == null ? null : new OpenedContent(content);
    ExecutableHttpRequest call =
        http.prepareRequest(
            HttpExecuteRequest.builder()
                .request(signed(method, key, headers, content, signedAt))
                .contentStreamProvider(body)
                .build());
    Deadline deadline = Deadline.in(limit, call::abort);
    try {
      HttpExecuteResponse response = call.call();
      AbortableInputStream answer =
          response.responseBody().orElseGet(AbortableInputStream::createEmpty);
      if (response.httpResponse().statusCode() >= SUCCESS_ENDS) {
        throw ErrorAnswers.read(response.httpResponse(), answer);
      }
      if (method != SdkHttpMethod.GET) {
        // else the connection is not used again
        answer.transferTo(OutputStream.nullOutputStream());
        answer.close();
      }
      if (!deadline.met()) {
        answer.abort();
        throw late(limit, null);
      }
      return new Answer(response.httpResponse(), answer);
    } catch (IOException e) {
      if (!deadline.met()) {
        throw late(limit, e);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw AbortedException.create("interrupted", e);
      }
      throw SdkClientException.create("no answer came", e);
    } finally {
      deadline.met();
      if (body != null) {
        body.close();
      }
    }
  }

  private static RuntimeException late(Duration limit, @Nullable IOException cause) {
    return ApiCallAttemptTimeoutException.builder()
        .message("not answered within " + limit.toMillis() + " ms")
        .cause(cause)
        .build();
  }

  private SdkHttpFullRequest signed(
      SdkHttpMethod method,
      ObjectKey key,
      Map<String, String> headers,
      @Nullable Content content,
      Instant at) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.put("host", host);
    String path = bucket + encoded(key.value());
    signer.sign(method.name(), path, all, payload(headers, content), at);
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder().method(method).uri(settings.endpoint()).encodedPath(path);
    all.forEach(request::putHeader);
    request.putHeader("User-Agent", "Continuity");
    if (content != null) {
      request.putHeader("Content-Length", Long.toString(content.size()));
    }
    return request.build();
  }

  /** Where a checksum is sent, and so signed, the endpoint need not hash the body twice. */
  private static String payload(Map<String, String> headers, @Nullable Content content) {
    if (content == null) {
      return OF_NOTHING;
    }
    return headers.containsKey(CHECKSUM) ? RequestSigner.UNSIGNED : content.sha256().hex();
  }

  private static String host(S3Settings settings) {
    int port = settings.endpoint().getPort();
    boolean usual =
        port < 0 || port == (settings.endpoint().getScheme().equals("https") ? 443 : 80);
    return usual ? settings.endpoint().getHost() : settings.endpoint().getHost() + ":" + port;
  }

  /** Of the bucket, with the slash behind it. */
  private static String path(S3Settings settings) {
    String before = Optional.ofNullable(settings.endpoint().getRawPath()).orElse("");
    return (before.endsWith("/") ? before : before + "/") + encoded(settings.bucket()) + "/";
  }

  private static String encoded(String key) {
    StringBuilder path = new StringBuilder(key.length() + 16);
    for (byte b : key.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || UNRESERVED.indexOf(c) >= 0) {
        path.append(c);
      } else {
        path.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return path.toString();
  }
}
