package fr.mangatheque.continuity.producer.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** Selects what another one selects, and watches it. */
final class WatchedSelector implements ServerConnectionSelector {
  private final ServerConnectionSelector http;
  private final Connections connections;

  WatchedSelector(ServerConnectionSelector http, Connections connections) {
    this.http = http;
    this.connections = connections;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Connection connection = connections.open(Thread.currentThread());
    ServerConnection served = http.connection(new WatchedContext(context, connection));
    return new WatchedConnection(served, connection, connections);
  }
}
