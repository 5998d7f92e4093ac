package fr.mangatheque.continuity.producer.http;

import fr.mangatheque.continuity.producer.access.Rounds;
import fr.mangatheque.continuity.producer.connection.Connections;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.producer.connection.TlsIdentity;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Listens, and has a {@link Site} answer; each request on a virtual thread of its own. Thread-safe.
 */
public final class HttpListener implements AutoCloseable {
  /** How far past its limit a body is still read, so that its sender hears why it is refused. */
  private static final long OVERRUN = 16L * 1024 * 1024;

  private final Site site;
  private final WebServer server;
  private final Connections connections;
  private final @Nullable Rounds renewal;

  private HttpListener(
      Site site, WebServer server, Connections connections, @Nullable Rounds renewal) {
    this.site = site;
    this.server = server;
    this.connections = connections;
    this.renewal = renewal;
  }

  /**
   * Listens from now on.
   *
   * @throws IllegalStateException if it cannot listen there, or a certificate cannot be read
   */
  public static HttpListener open(
      HttpSettings settings, Site site, SiteWords words, MeterRegistry registry) {
    InetAddress address = address(settings.host(), words);
    TlsIdentity identity = identity(settings.tls(), words, registry);
    Connections connections =
        new Connections(words.name(), settings.connections(), settings.maxBodyBytes(), registry);
    try {
      WebServer server = server(settings, address, site, connections, identity);
      server.start();
      if (!server.isRunning()) {
        throw new IllegalStateException(
            words.title()
                + " cannot listen on "
                + settings.host()
                + ":"
                + settings.port()
                + ": is something else listening there? The log says more; "
                + words.name()
                + ".port sets another port");
      }
      return new HttpListener(
          site, server, connections, identity == null ? null : identity.watch(server::reloadTls));
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  private static @Nullable TlsIdentity identity(
      @Nullable TlsFiles files, SiteWords words, MeterRegistry registry) {
    try {
      return files == null ? null : new TlsIdentity(words.name(), files, registry);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(words.title() + " cannot start: " + e.getMessage(), e);
    }
  }

  private static WebServer server(
      HttpSettings settings,
      InetAddress address,
      Site site,
      Connections connections,
      @Nullable TlsIdentity identity) {
    ServerConnectionSelector http =
        Http1ConnectionSelector.builder().config(Http1Config.create()).build();
    WebServerConfig.Builder server =
        WebServer.builder()
            // Our own process decides when to stop.
            .shutdownHook(false)
            .address(address)
            .port(settings.port())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(connections.within(http))
            .maxTcpConnections(settings.connections().connections() + Connections.SPARE)
            .maxPayloadSize(settings.maxBodyBytes() + OVERRUN)
            .shutdownGracePeriod(settings.grace())
            .errorHandling(words -> words.includeEntity(true))
            .contentEncoding(new AsSent())
            .directHandlers(site.refusals())
            .routing(site.routing());
    if (identity != null) {
      server.tls(identity.tls());
    }
    return server.build();
  }

  private static InetAddress address(String host, SiteWords words) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          words.title()
              + " cannot listen on "
              + host
              + ": no such host is known; see "
              + words.name()
              + ".host",
          e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Takes no more requests, and finishes those under way, as long as it has grace. */
  @Override
  public void close() {
    site.stopWaiting();
    server.stop();
    if (renewal != null) {
      renewal.close();
    }
    connections.close();
  }
}
