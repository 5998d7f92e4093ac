package fr.mangatheque.continuity.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Connections to one store without a proxy: what the SDK's adapter to Apache's HTTP client does,
 * without what S3 has no use for (cookies, redirects, authentication, repeated requests), and with
 * bodies in larger pieces: each piece is a system call, and wakes whoever receives it. Thread-safe.
 */
final class DirectHttpClient implements SdkHttpClient {
  // the client makes them of the body, the host and the connection
  private static final Set<String> MADE_BY_CLIENT = caseless("Host", "Content-Length");

  private final MinimalHttpClient http;
  private final IdleConnectionEvictor evictor;
  private final RequestConfig requests;
  private final Duration patience;

  DirectHttpClient(S3Settings settings, Duration idle) {
    S3Timeouts timeouts = settings.timeouts();
    patience = timeouts.read();
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .useSystemProperties()
            .setMaxConnTotal(settings.maxConnections())
            .setMaxConnPerRoute(settings.maxConnections())
            .setDefaultSocketConfig(
                SocketConfig.custom()
                    .setSoTimeout(Timeout.of(patience))
                    .setSoKeepAlive(true)
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(timeouts.connect()))
                    // StallWatch does that
                    .setSocketTimeout(Timeout.DISABLED)
                    .setIdleTimeout(Timeout.of(idle))
                    .build())
            .build();
    http = HttpClients.createMinimal(connections);
    evictor = new IdleConnectionEvictor(connections, TimeValue.of(idle), TimeValue.of(idle));
    evictor.start();
    requests =
        RequestConfig.custom().setConnectionRequestTimeout(Timeout.of(timeouts.call())).build();
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(Set.of(names));
    return set;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    SdkHttpRequest asked = request.httpRequest();
    HttpUriRequestBase call = new HttpUriRequestBase(asked.method().name(), asked.getUri());
    call.setConfig(requests);
    asked.forEachHeader(
        (name, values) -> {
          if (!MADE_BY_CLIENT.contains(name)) {
            values.forEach(value -> call.addHeader(name, value));
          }
        });
    HttpHost host = new HttpHost(asked.protocol(), asked.host(), asked.port());
    StallWatch watch = new StallWatch(patience, call::abort);
    request.contentStreamProvider().ifPresent(body -> call.setEntity(entity(asked, body, watch)));
    return new Call(http, host, call, watch);
  }

  private static HttpEntity entity(
      SdkHttpRequest request, ContentStreamProvider body, StallWatch watch) {
    long length =
        request
            .firstMatchingHeader("Content-Length")
            .map(Long::parseLong)
            .orElseThrow(() -> new IllegalArgumentException("a body is sent with its length"));
    return new PiecewiseEntity(body, length, watch);
  }

  @Override
  public String clientName() {
    return "Direct";
  }

  @Override
  public void close() {
    evictor.shutdown();
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close connections", e);
    }
  }

  /** One request. */
  private static final class Call implements ExecutableHttpRequest {
    private final MinimalHttpClient http;
    private final HttpHost host;
    private final HttpUriRequestBase request;
    private final StallWatch watch;

    Call(MinimalHttpClient http, HttpHost host, HttpUriRequestBase request, StallWatch watch) {
      this.http = http;
      this.host = host;
      this.request = request;
      this.watch = watch;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      boolean open = false;
      watch.waits();
      try {
        ClassicHttpResponse response = http.executeOpen(host, request, null);
        watch.goesOn();
        HttpExecuteResponse.Builder answer = HttpExecuteResponse.builder().response(head(response));
        HttpEntity entity = response.getEntity();
        if (entity != null) {
          InputStream body = new WatchedAnswer(entity.getContent(), watch);
          answer.responseBody(AbortableInputStream.create(body, this::abort));
          open = true;
        }
        return answer.build();
      } catch (IOException e) {
        throw watch.why(e);
      } finally {
        if (!open) {
          watch.stop();
        }
      }
    }

    private static SdkHttpResponse head(ClassicHttpResponse response) {
      SdkHttpResponse.Builder head =
          SdkHttpResponse.builder()
              .statusCode(response.getCode())
              .statusText(response.getReasonPhrase());
      for (Iterator<Header> headers = response.headerIterator(); headers.hasNext(); ) {
        Header header = headers.next();
        head.appendHeader(header.getName(), header.getValue());
      }
      return head.build();
    }

    @Override
    public void abort() {
      watch.stop();
      request.abort();
    }
  }
}
