package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.ObjectStoreContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against S3Proxy over a file system, which is somebody else's idea of S3. */
class S3ProxyContractIT extends ObjectStoreContract {
  private static final int LONGEST_FILE_NAME = 255;

  @TempDir private Path directory;
  private BlobStore blobs;
  private S3Proxy proxy;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws Exception {
    blobs = new FilesystemNio2BlobStore(directory.toString());
    blobs.createContainer("contract");
    proxy =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "id", "secret")
            .build();
    proxy.start();
    store =
        S3ObjectStore.open(
                S3Settings.of(
                        URI.create("http://127.0.0.1:" + proxy.getPort()),
                        "us-east-1",
                        "contract",
                        "id",
                        "secret")
                    .withMaxConnections(16),
                InstantSource.system())
            .obeying(EndpointTraits.FULL);
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    proxy.stop();
    blobs.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  /** Keys are paths to it, segments file names. */
  @Override
  protected boolean canHold(ObjectKey key) {
    return !key.value().endsWith("/")
        && List.of(key.value().split("/", -1)).stream()
            .noneMatch(
                segment ->
                    segment.isEmpty()
                        || segment.equals(".")
                        || segment.equals("..")
                        || new ObjectKey(segment).byteLength() > LONGEST_FILE_NAME);
  }
}
