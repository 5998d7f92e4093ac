package fr.mangatheque.continuity.testkit.queue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Cloudflare's API for pull consumers of queues: real sockets, HTTP on the loopback address. Tokens
 * and their rights, leases and their ends, deliveries and their number, delays and dead letters are
 * as documented; a request that the documents do not allow is refused.
 *
 * <pre>{@code
 * try (QueueServer server = QueueServer.start()) {
 *   CloudQueue queue = server.createQueue(CloudQueue.Options.USUAL.withMaxRetries(100));
 *   queue.sendJson("{\"action\":\"PutObject\"}");
 *   server.faults().on(Operation.PULL).times(3).status(503);
 *   // a consumer at server.api(), with server.accountId(), queue.id() and a token of its tokens
 *   assertThat(queue.acknowledged()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Where the documents are silent it is strict: fields that they do not name are refused. Safe
 * for any thread.
 *
 * @see <a href="https://developers.cloudflare.com/queues/configuration/pull-consumers/">Pull
 *     consumers</a>
 */
public final class QueueServer implements AutoCloseable {
  private static final String ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";

  private final MovableClock clock = new MovableClock();
  private final Map<String, CloudQueue> queues = new ConcurrentHashMap<>();
  private final ApiTokens tokens = new ApiTokens(clock);
  private final QueueFaults faults = new QueueFaults();
  private final QueueJournal journal = new QueueJournal();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  private QueueServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(executor);
    http.createContext("/", new QueueHandler(ACCOUNT, queues, tokens, faults, journal));
    http.start();
  }

  /** Starts a server on a free port, with a clock that goes on by itself. */
  public static QueueServer start() {
    try {
      return new QueueServer();
    } catch (IOException e) {
      throw new UncheckedIOException("could not start a queue server", e);
    }
  }

  /** What stands for {@code https://api.cloudflare.com/client/v4}. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/client/v4");
  }

  public String accountId() {
    return ACCOUNT;
  }

  public CloudQueue createQueue(CloudQueue.Options options) {
    CloudQueue queue = new CloudQueue(options, clock);
    queues.put(queue.id(), queue);
    return queue;
  }

  public ApiTokens tokens() {
    return tokens;
  }

  public QueueFaults faults() {
    return faults;
  }

  /** What was asked so far. */
  public QueueJournal journal() {
    return journal;
  }

  /** What leases, delays and tokens go by. */
  public MovableClock clock() {
    return clock;
  }

  @Override
  public void close() {
    faults.clear();
    http.stop(0);
    executor.shutdownNow();
  }
}
