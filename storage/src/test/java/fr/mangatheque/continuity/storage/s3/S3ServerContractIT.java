package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.ObjectStoreContract;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Against a server that is exact about bytes. */
class S3ServerContractIT extends ObjectStoreContract {
  private S3Server server;
  private S3ObjectStore store;

  @BeforeEach
  void start() {
    server = S3Server.start();
    server.createBucket("contract");
    store =
        S3ObjectStore.open(Settings.of(server, "contract"), InstantSource.system())
            .obeying(EndpointTraits.FULL);
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }
}
