package fr.mangatheque.continuity.producer.connection;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A server's connection, known to the watch while it is served. */
final class WatchedConnection implements ServerConnection, InterruptableTask<Void> {
  private final ServerConnection served;
  private final Connection connection;
  private final Connections connections;

  WatchedConnection(ServerConnection served, Connection connection, Connections connections) {
    this.served = served;
    this.connection = connection;
    this.connections = connections;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    connections.add(connection);
    try {
      boolean _ =
          Connection.as(connection)
              .<Boolean, InterruptedException>call(
                  () -> {
                    served.handle(limit);
                    return true;
                  });
    } finally {
      connections.remove(connection);
    }
  }

  @Override
  public Duration idleTime() {
    return served.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    served.close(interrupt);
  }

  @Override
  public boolean canInterrupt() {
    return served instanceof InterruptableTask<?> task && task.canInterrupt();
  }
}
