package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.s3.MultipartSettings;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A limit before a server that says when it is too much. */
class EndpointLimitIT {
  private static final ObjectKey KEY = new ObjectKey("covers/1.jpg");
  private static final int AT_A_TIME = 16;

  private final S3Server server = S3Server.start();
  private final Bucket bucket = server.createBucket("library");
  private final ManualTime time = new ManualTime();
  private final S3ObjectStore store =
      S3ObjectStore.open(
              S3Settings.of(
                      server.endpoint(),
                      server.region(),
                      "library",
                      server.accessKeyId(),
                      server.secretAccessKey())
                  .withMultipart(new MultipartSettings(6L << 20, 5L << 20)),
              InstantSource.system())
          .obeying(EndpointTraits.FULL);

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private EndpointLimit limit(Caps caps, Waits waits) {
    return new EndpointLimit(Endpoint.of(server.endpoint()), AT_A_TIME, caps, time, waits);
  }

  @Test
  void aServerThatSlowsUsDownIsGivenLessUntilItBearsMore() throws Exception {
    bucket.put(KEY.value(), new byte[100]);
    EndpointLimit limit = limit(Caps.NONE, Waits.REAL);
    LimitedStore limited = new LimitedStore(store, limit, Use.COPY);
    Fault fault = server.faults().on(Operation.HEAD).times(3).slowDown();

    for (int refused = 1; refused <= 3; refused++) {
      time.advance(Duration.ofSeconds(1));
      assertThatThrownBy(() -> limited.head(KEY)).isInstanceOf(StoreException.class);
      assertThat(limit.limit()).isEqualTo(AT_A_TIME >> refused);
    }
    assertThat(limit.throttled()).isEqualTo(3).isEqualTo(fault.hits());

    inThreads(400, () -> assertThat(limited.head(KEY)).isInstanceOf(Look.Found.class));
    assertThat(limit.limit()).isEqualTo(AT_A_TIME);
    assertThat(limit.inFlight()).isZero();
    assertThat(server.counters().requests(Operation.HEAD)).isEqualTo(403);
  }

  @Test
  void aServerIsNotAskedBeforeTheTimeItNamed() {
    bucket.put(KEY.value(), new byte[100]);
    EndpointLimit limit = limit(Caps.NONE, Waits.REAL);
    LimitedStore copies = new LimitedStore(store, limit, Use.COPY);
    LimitedStore scrub = new LimitedStore(store, limit, Use.SCRUB);
    server.faults().on(Operation.LIST).once().tooManyRequests(Duration.ofSeconds(30));
    assertThatThrownBy(() -> scrub.list(ListQuery.firstPage("")))
        .isInstanceOf(StoreException.class);

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> copies.head(KEY))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.THROTTLED));
    }

    assertThat(server.counters().requests()).isEqualTo(1);
    time.advance(Duration.ofSeconds(30));
    assertThat(copies.head(KEY)).isInstanceOf(Look.Found.class);
  }

  @Test
  void everyRequestOfAnUploadInPartsCountsAndEveryByteOnce() {
    EndpointLimit limit = limit(new Caps(10L, 1L << 20), time);
    LimitedStore limited = new LimitedStore(store, limit, Use.COPY);

    limited.create(KEY, Content.of(new byte[12 << 20]), ObjectHeaders.NONE);

    assertThat(server.counters().requests()).isEqualTo(5);
    assertThat(time.elapsed()).isBetween(Duration.ofMillis(11_890), Duration.ofMillis(11_910));
    assertThat(bucket.keys()).containsExactly(KEY.value());
  }

  @Test
  void theRequestsOfAnUploadAreWaitedForByTheNext() {
    EndpointLimit limit = limit(new Caps(10L, null), time);
    LimitedStore limited = new LimitedStore(store, limit, Use.COPY);

    limited.create(KEY, Content.of(new byte[12 << 20]), ObjectHeaders.NONE);
    assertThat(time.elapsed()).isZero();
    limited.head(KEY);

    assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
  }

  private static void inThreads(int calls, Runnable call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        all.add(threads.submit(call));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }
}
