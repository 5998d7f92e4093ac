package fr.mangatheque.continuity.app.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker, its own controller, on loopback only. Its records lie under its directory and
 * outlive it: it may be closed or killed, and the next one finds all that was acknowledged. What a
 * power cut may take is the last {@link BrokerSettings#FLUSH_AFTER}.
 *
 * <p>Kafka ends the process when its disk fails.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DirectoryLock lock;
  private final BrokerNode node;
  private final String bootstrapServers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(DirectoryLock lock, BrokerNode node, String bootstrapServers) {
    this.lock = lock;
    this.node = node;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker; blocks for some seconds, until it takes records.
   *
   * @param directory where it keeps its records; one broker at a time has it
   * @param port 0 for a free one
   * @throws DirectoryInUseException if another broker has the directory
   */
  public static EmbeddedBroker start(Path directory, int port) {
    Path absolute = directory.toAbsolutePath();
    DirectoryLock lock = DirectoryLock.take(absolute);
    try {
      Ports ports = Ports.choose(port);
      BrokerSettings settings = new BrokerSettings(absolute, ports.broker(), ports.controller());
      BrokerStorage.formatOnce(settings);
      BrokerNode node = BrokerNode.start(new KafkaConfig(settings.properties()));
      log.atInfo()
          .addKeyValue("address", settings.bootstrapServers())
          .addKeyValue("directory", absolute)
          .log("Embedded broker is up");
      return new EmbeddedBroker(lock, node, settings.bootstrapServers());
    } catch (InterruptedException e) {
      lock.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the embedded broker was starting", e);
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Where clients find it: {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Ends it within seconds; all that was acknowledged is on disk then. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CountDownLatch down = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .name("broker-shutdown")
        .start(
            () -> {
              node.shutdown();
              down.countDown();
            });
    try {
      if (!down.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        log.atWarn()
            .addKeyValue("seconds", PATIENCE.toSeconds())
            .log("Embedded broker did not end in time; what it acknowledged is safe");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.close();
  }

  private record Ports(int broker, int controller) {
    static Ports choose(int port) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      // Both are held until both are chosen, so that they differ.
      try (ServerSocket broker = new ServerSocket(port, 1, loopback);
          ServerSocket controller = new ServerSocket(0, 1, loopback)) {
        return new Ports(broker.getLocalPort(), controller.getLocalPort());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot listen on port " + port + " of loopback for the embedded broker", e);
      }
    }
  }
}
