package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.ObjectStoreContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against S3Proxy over a file system, which is somebody else's idea of S3. */
class S3ProxyContractIT extends ObjectStoreContract {
  private static final int LONGEST_SEGMENT = 200;

  private static final AtomicInteger BUCKETS = new AtomicInteger();

  @TempDir private static Path directory;
  private static BlobStore blobs;
  private static S3Proxy proxy;

  private S3ObjectStore store;

  @BeforeAll
  static void start() throws Exception {
    blobs = new FilesystemNio2BlobStore(directory.toString());
    proxy =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "id", "secret")
            .build();
    proxy.start();
  }

  @BeforeEach
  void open() {
    String bucket = "contract-" + BUCKETS.incrementAndGet();
    blobs.createContainer(bucket);
    URI endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
    store =
        S3ObjectStore.open(
                S3Settings.of(endpoint, "us-east-1", bucket, "id", "secret").withMaxConnections(16),
                InstantSource.system())
            .obeying(EndpointTraits.FULL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.stop();
    blobs.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  /** It sorts by UTF-16. */
  @Override
  protected Comparator<String> order() {
    return Comparator.naturalOrder();
  }

  /** Keys are paths to it, segments names of files, to which it appends for a moment. */
  @Override
  protected boolean canHold(ObjectKey key) {
    return !key.value().endsWith("/")
        && List.of(key.value().split("/", -1)).stream()
            .noneMatch(
                segment ->
                    segment.isEmpty()
                        || segment.equals(".")
                        || segment.equals("..")
                        || new ObjectKey(segment).byteLength() > LONGEST_SEGMENT);
  }
}
