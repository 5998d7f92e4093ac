package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import java.nio.file.Path;

/** A broker that several processes share, and that goes away and comes back. One thread's. */
final class OwnBroker implements AutoCloseable {
  private final Path directory;
  private final int port;
  private EmbeddedBroker broker;
  private int restarts;

  OwnBroker(Path directory) {
    this.directory = directory;
    this.broker = EmbeddedBroker.start(directory, 0);
    String servers = broker.bootstrapServers();
    this.port = Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  void stop() {
    broker.close();
  }

  /** Comes back at the same place, with what it kept. */
  void restart() {
    broker.close();
    broker = EmbeddedBroker.start(directory, port);
    restarts++;
  }

  int restarts() {
    return restarts;
  }

  @Override
  public void close() {
    broker.close();
  }
}
