package fr.mangatheque.continuity.app.demo.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * A cloud of one bucket: an S3 server on loopback that keeps objects as files and checks
 * signatures. It can go away and come back on its port with all it had. Not thread-safe, but that
 * its counts are.
 */
public final class S3Endpoint implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** It does not go politely: requests under way are cut off, connections closed. */
  private static final long STOP_MILLIS = 0;

  private final Path directory;
  private final String bucket;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, RequestCounts> counts = new LinkedHashMap<>();
  private @Nullable S3Proxy server;
  private int port;

  /**
   * @param directory where its files are; it is made
   * @param accounts who may do what; at least one
   */
  public S3Endpoint(Path directory, String bucket, List<Account> accounts) {
    this.directory = directory;
    this.bucket = bucket;
    for (Account account : accounts) {
      this.accounts.put(account.accessKeyId(), account);
      this.counts.put(account.accessKeyId(), new RequestCounts());
    }
  }

  /** Starts it: at first on a free port, after that on the same. */
  public void start() {
    try {
      Files.createDirectories(directory.resolve(bucket));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the bucket " + bucket + " in " + directory, e);
    }
    FilesystemNio2BlobStore store = new FilesystemNio2BlobStore(directory.toString());
    Account first = accounts.values().iterator().next();
    S3Proxy starting =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://" + HOST + ":" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, first.accessKeyId(), first.secretAccessKey())
            .stopTimeout(STOP_MILLIS)
            .build();
    starting.setBlobStoreLocator((identity, _, _) -> grant(store, identity));
    try {
      starting.start();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start the endpoint of " + bucket, e);
    }
    server = starting;
    port = starting.getPort();
  }

  /** Ends it: whoever asks finds nobody there. */
  public void stop() {
    if (server == null) {
      return;
    }
    S3Proxy stopping = server;
    server = null;
    try {
      stopping.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop the endpoint of " + bucket, e);
    }
  }

  /** Turns a byte of an object where it lies, as a failing disk would. */
  public void rot(String name) {
    Path file = directory.resolve(bucket).resolve(name);
    try {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 0x01;
      // in place: what the server keeps beside the bytes stays
      try (OutputStream rotten = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
        rotten.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot change " + file, e);
    }
  }

  /** How an account reaches the bucket. */
  public BucketAccess access(Account account) {
    return new BucketAccess(URI.create("http://" + HOST + ":" + port), bucket, account);
  }

  /** What the account asked for since the first start. */
  public RequestCounts counts(Account account) {
    RequestCounts of = counts.get(account.accessKeyId());
    if (of == null) {
      throw new IllegalArgumentException("there is no account " + account);
    }
    return of;
  }

  @Override
  public void close() {
    stop();
  }

  private @Nullable AccessGrant grant(FilesystemNio2BlobStore store, @Nullable String identity) {
    Account account = identity == null ? null : accounts.get(identity);
    return account == null
        ? null
        : new AccessGrant(
            account.secretAccessKey(), new GuardedStore(store, account.rights(), counts(account)));
  }
}
