package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An S3 endpoint in this process: real sockets, HTTP on the loopback address, path style, contents
 * in memory. What S3 refuses it refuses: signatures, conditions, digests, keys and parts are
 * checked, and what it answers is shaped as S3's own.
 *
 * <pre>{@code
 * try (S3Server server = S3Server.start()) {
 *   Bucket bucket = server.createBucket("library");
 *   server.faults().on(Operation.PUT).times(3).slowDown();
 *   // a client at server.endpoint() with server.accessKeyId() and server.secretAccessKey()
 *   assertThat(bucket.keys()).containsExactly("cover.webp");
 * }
 * }</pre>
 *
 * <p>Differs from S3 in that objects are at most 2 GiB a PUT, there are no versions, ACLs, tags or
 * parts copied from objects (501 NotImplemented), no checksum is added to an upload that brings
 * none, and what was written is seen by all at once. Safe for any thread.
 */
public final class S3Server implements AutoCloseable {
  private final S3Options options;
  private final ServerClock clock;
  private final Buckets buckets;
  private final Credentials credentials = new Credentials();
  private final S3State state;
  private final int port;
  private @Nullable Listener listener;
  private @Nullable SocketChannel placeholder;

  private S3Server(S3Options options) throws IOException {
    this.options = options;
    this.clock = new ServerClock(options.clock());
    this.buckets = new Buckets(clock);
    this.state =
        new S3State(
            new S3Service(options, buckets, credentials, clock),
            new Faults(clock, options.seed()),
            new Counters(),
            new Journal(),
            clock);
    Listener first = Listener.open(options.port(), state);
    this.listener = first;
    this.port = first.port();
  }

  /** Starts a server that behaves as S3 does, on a free port. */
  public static S3Server start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String region() {
    return options.region();
  }

  /** Of a key that may do everything. */
  public String accessKeyId() {
    return credentials.root().accessKeyId();
  }

  public String secretAccessKey() {
    return credentials.root().secretAccessKey();
  }

  public Credentials credentials() {
    return credentials;
  }

  public Bucket createBucket(String name) {
    return buckets.create(name);
  }

  /** Throws NoSuchElementException when there is none. */
  public Bucket bucket(String name) {
    return buckets.get(name);
  }

  /** What was asked for under the old name is NoSuchBucket from now on. */
  public void renameBucket(String from, String to) {
    buckets.rename(from, to);
  }

  public void deleteBucket(String name) {
    buckets.remove(name);
  }

  public List<String> bucketNames() {
    return buckets.all().stream().map(Bucket::name).toList();
  }

  public Faults faults() {
    return state.faults();
  }

  public Counters counters() {
    return state.counters();
  }

  public Journal journal() {
    return state.journal();
  }

  /**
   * Goes away: ends all connections and refuses new ones, keeping contents and port, until {@link
   * #restart}.
   */
  public synchronized void stop() {
    if (listener == null) {
      return;
    }
    try {
      listener.close();
      listener = null;
      placeholder = reserve();
    } catch (IOException e) {
      throw new UncheckedIOException("could not stop the S3 server on port " + port, e);
    }
  }

  /** Comes back on the same port, with what it held. */
  public synchronized void restart() {
    stop();
    try {
      release();
      listener = Listener.open(port, state);
    } catch (IOException e) {
      throw new UncheckedIOException("could not restart the S3 server on port " + port, e);
    }
  }

  @Override
  public synchronized void close() {
    stop();
    try {
      release();
    } catch (IOException e) {
      throw new UncheckedIOException("could not give back port " + port, e);
    }
  }

  /** A socket bound and not listening: the port refuses connections and is nobody else's. */
  private SocketChannel reserve() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private void release() throws IOException {
    if (placeholder != null) {
      placeholder.close();
      placeholder = null;
    }
  }

  /** Options of a server to be started. */
  public static final class Builder {
    private int port;
    private String region = "us-east-1";
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private long smallestPart = 5L << 20;
    private long seed;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    public Builder port(int fixed) {
      port = fixed;
      return this;
    }

    /** Requests must be signed for it; {@code us-east-1} by default. */
    public Builder region(String name) {
      region = name;
      return this;
    }

    public Builder quirks(Quirk... lacking) {
      quirks.addAll(List.of(lacking));
      return this;
    }

    /** What parts of multipart uploads but the last must have; 5 MiB by default, as S3. */
    public Builder smallestPart(long bytes) {
      smallestPart = bytes;
      return this;
    }

    /** Decides which requests are struck by faults that have a probability. */
    public Builder seed(long forFaults) {
      seed = forFaults;
      return this;
    }

    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    public S3Server start() {
      try {
        return new S3Server(new S3Options(port, region, quirks, smallestPart, seed, clock));
      } catch (IOException e) {
        throw new UncheckedIOException("could not start an S3 server on port " + port, e);
      }
    }
  }
}
