package fr.mangatheque.continuity.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy that the system names is gone through, whatever the store's scheme. */
@Timeout(60)
class ProxyIT {
  private static final ObjectKey KEY = new ObjectKey("covers/1.webp");

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private ServerSocket proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answer);
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", String.valueOf(proxy.getLocalPort()));
  }

  @AfterEach
  void stop() throws IOException {
    System.clearProperty("http.proxyHost");
    System.clearProperty("http.proxyPort");
    proxy.close();
  }

  /** That no object is there, and no way to another server; until it is closed. */
  private void answer() {
    while (!proxy.isClosed()) {
      try (Socket client = proxy.accept()) {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        String request = String.valueOf(in.readLine());
        asked.add(request);
        for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
          line = in.readLine();
        }
        String status = request.startsWith("CONNECT") ? "502 Bad Gateway" : "404 Not Found";
        String answer = "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.formatted(status).getBytes(ISO_8859_1));
      } catch (IOException e) {
        asked.add(e.toString());
      }
    }
  }

  private static S3ObjectStore store(String scheme) {
    URI endpoint = URI.create(scheme + "://store.invalid");
    return S3ObjectStore.open(
        S3Settings.of(endpoint, "auto", "backup", "id", "secret"), InstantSource.system());
  }

  @Test
  void whatIsAskedOfAStoreIsAskedOfTheProxy() throws Exception {
    try (S3ObjectStore store = store("http")) {
      assertThat(store.head(KEY)).isInstanceOf(Look.Absent.class);
    }

    assertThat(asked.take()).isEqualTo("HEAD http://store.invalid/backup/" + KEY + " HTTP/1.1");
  }

  @Test
  void aStoreOverTlsIsReachedThroughTheProxy() throws Exception {
    try (S3ObjectStore store = store("https")) {
      assertThatThrownBy(() -> store.head(KEY)).isInstanceOf(StoreException.class);
    }

    assertThat(asked.take()).isEqualTo("CONNECT store.invalid:443 HTTP/1.1");
  }
}
