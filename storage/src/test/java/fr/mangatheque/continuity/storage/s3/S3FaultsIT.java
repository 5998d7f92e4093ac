package fr.mangatheque.continuity.storage.s3;

import static fr.mangatheque.continuity.testkit.s3.Operation.GET;
import static fr.mangatheque.continuity.testkit.s3.Operation.HEAD;
import static fr.mangatheque.continuity.testkit.s3.Operation.LIST;
import static fr.mangatheque.continuity.testkit.s3.Operation.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Gate;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store's failures become. */
class S3FaultsIT {
  private static final ObjectKey KEY = new ObjectKey("covers/1.jpg");
  private static final byte[] BYTES = new byte[300_000];

  private S3Server server;
  private Bucket bucket;
  private S3ObjectStore store;

  @BeforeEach
  void start() {
    server = S3Server.start();
    bucket = server.createBucket("library");
    bucket.put(KEY.value(), BYTES);
    store = open(settings());
  }

  @AfterEach
  void stop() {
    server.faults().clear();
    store.close();
    server.close();
  }

  private S3Settings settings() {
    return settings(Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  private S3Settings settings(Duration read, Duration call) {
    return Settings.of(server, "library")
        .withMaxConnections(2)
        .withTimeouts(new S3Timeouts(Duration.ofSeconds(5), read, call, 1 << 20));
  }

  private void reopenWithLittlePatience() {
    store.close();
    store = open(settings(Duration.ofMillis(700), Duration.ofSeconds(3)));
  }

  private static S3ObjectStore open(S3Settings settings) {
    return S3ObjectStore.open(settings, InstantSource.system()).obeying(EndpointTraits.FULL);
  }

  /** The answer names the key, and so is no XML behind its code. */
  @ParameterizedTest
  @ValueSource(strings = {"\uFFFF", "a/\uFFFE", "\u0001", "\u001f/b"})
  void aKeyThatXmlCannotNameIsToldAbsentAllTheSame(String key) {
    assertThat(store.get(new ObjectKey(key), null)).isInstanceOf(Read.Absent.class);
    assertThat(store.head(new ObjectKey(key))).isInstanceOf(Look.Absent.class);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, ACCESS_DENIED",
    "403, InvalidAccessKeyId, ACCESS_DENIED",
    "403, SignatureDoesNotMatch, ACCESS_DENIED",
    "401, Unauthorized, ACCESS_DENIED",
    "400, ExpiredToken, ACCESS_DENIED",
    "403, RequestTimeTooSkewed, CLOCK_SKEW",
    "403, QuotaExceeded, QUOTA_EXCEEDED",
    "507, InsufficientStorage, QUOTA_EXCEEDED",
    "404, NoSuchBucket, NO_SUCH_BUCKET",
    "404, SomethingElse, PROTOCOL",
    "400, InvalidRequest, REFUSED",
    "400, BadDigest, CORRUPT",
    "400, IncompleteBody, CUT_SHORT",
    "400, RequestTimeout, TIMEOUT",
    "301, PermanentRedirect, REFUSED",
    "409, OperationAborted, SERVER_ERROR",
    "409, ConditionalRequestConflict, SERVER_ERROR",
    "429, TooManyRequests, THROTTLED",
    "503, SlowDown, THROTTLED",
    "503, ServiceUnavailable, SERVER_ERROR",
    "500, InternalError, SERVER_ERROR",
    "502, BadGateway, SERVER_ERROR",
    "501, NotImplemented, REFUSED"
  })
  void anAnswersCodeTellsTheFault(int status, String code, StoreFault fault) {
    server.faults().on(GET, PUT, LIST).status(status, code);

    for (ThrowingCallable call : new ThrowingCallable[] {this::read, this::create, this::list}) {
      assertThat(failure(call).fault()).isEqualTo(fault);
      assertThat(failure(call))
          .hasMessageContaining(code)
          .hasMessageContaining(Integer.toString(status))
          .hasMessageContaining("library");
    }
    assertThat(failure(this::read)).hasMessageContaining("GET of covers/1.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "403, ACCESS_DENIED",
    "429, THROTTLED",
    "500, SERVER_ERROR",
    "502, SERVER_ERROR",
    "503, THROTTLED",
    "400, REFUSED"
  })
  void aLooksAnswerHasNoBodyThatTellsMore(int status, StoreFault fault) {
    server.faults().on(HEAD).status(status);

    assertThat(failure(() -> store.head(KEY)))
        .hasMessageContaining("HEAD")
        .extracting(StoreException::fault)
        .isEqualTo(fault);
  }

  @Test
  void nothingIsAskedTwice() {
    server.faults().on(GET, PUT, LIST, HEAD).status(500);

    failure(this::read);
    failure(this::create);
    failure(this::list);
    failure(() -> store.head(KEY));

    assertThat(server.counters().requests()).isEqualTo(4);
  }

  @Test
  void retryAfterIsTold() {
    server.faults().on(GET).tooManyRequests(Duration.ofSeconds(7));

    assertThat(failure(this::read))
        .isInstanceOfSatisfying(
            StoreException.Transient.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  @Test
  void aMissingBucketIsNoMissingObject() {
    server.renameBucket("library", "elsewhere");

    assertThat(failure(this::read).fault()).isEqualTo(StoreFault.NO_SUCH_BUCKET);
    assertThat(failure(this::list).fault()).isEqualTo(StoreFault.NO_SUCH_BUCKET);
    assertThat(failure(this::create).fault()).isEqualTo(StoreFault.NO_SUCH_BUCKET);
    assertThat(store.head(KEY)).isEqualTo(new Look.Absent());
  }

  @Test
  void aWrongSecretIsDenied() {
    try (S3ObjectStore wrong =
        open(
            S3Settings.of(
                server.endpoint(), server.region(), "library", server.accessKeyId(), "wrong"))) {
      assertThat(failure(() -> wrong.get(KEY, null)).fault()).isEqualTo(StoreFault.ACCESS_DENIED);
      assertThat(failure(() -> wrong.head(KEY)).fault()).isEqualTo(StoreFault.ACCESS_DENIED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 60})
  void aClockFarOffIsSignedFor(long minutes) throws IOException {
    server.faults().shiftClock(Duration.ofMinutes(minutes));

    assertThat(store.head(KEY)).isInstanceOf(Look.Found.class);
    assertThat(readAll()).isEqualTo(BYTES);
    assertThat(create(new byte[10])).isInstanceOf(Creation.Created.class);
  }

  @Test
  void aClockFarOffIsSignedForByAllWhoAskAtOnce() throws Exception {
    server.faults().shiftClock(Duration.ofHours(1));
    Gate gate = server.faults().on(HEAD).times(8).gate();
    try (S3ObjectStore wide = open(Settings.of(server, "library"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Look>> looks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        looks.add(threads.submit(() -> wide.head(KEY)));
      }
      gate.awaitArrived(8);
      gate.release();

      for (Future<Look> look : looks) {
        assertThat(look.get()).isInstanceOf(Look.Found.class);
      }
    }
  }

  @Test
  void aStoreThatRefusesAnyTimeIsToldAsSuch() {
    server.faults().on(GET).status(403, "RequestTimeTooSkewed");

    assertThat(failure(this::read).fault()).isEqualTo(StoreFault.CLOCK_SKEW);
  }

  @Test
  void timesAreTheStores() {
    server.faults().shiftClock(Duration.ofMinutes(-5));

    Read.Absent absent = (Read.Absent) store.get(new ObjectKey("other"), null);

    assertThat(Duration.between(absent.date(), Instant.now()))
        .isBetween(Duration.ofSeconds(290), Duration.ofSeconds(310));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "65536", "299999"})
  void aBodyCutShortIsNoBody(long after) {
    server.faults().on(GET).cutAnswer(after);

    StoreException failure = failure(this::read);

    assertThat(failure.fault()).isEqualTo(StoreFault.CUT_SHORT);
    assertThat(failure).hasMessageContaining(after + " of 300000 bytes");
  }

  @Test
  void aConnectionResetWithinABodyIsTold() {
    server.faults().on(GET).resetAnswer(100_000);

    assertThat(failure(this::read).fault()).isIn(StoreFault.UNREACHABLE, StoreFault.CUT_SHORT);
  }

  @Test
  void aBodyWithoutLengthIsRefusedWhole() {
    server.faults().on(GET).cutAnswerWithoutLength(100_000);

    assertThat(failure(() -> store.get(KEY, null)).fault()).isEqualTo(StoreFault.LENGTH_UNKNOWN);
  }

  @Test
  void aListingCutShortIsNoListing() {
    for (int i = 0; i < 50; i++) {
      bucket.put("more/" + i, new byte[0]);
    }
    server.faults().on(LIST).cutAnswer();
    assertThat(failure(this::list)).isInstanceOf(StoreException.Transient.class);

    server.faults().clear();
    server.faults().on(LIST).cutAnswerWithoutLength();
    assertThat(failure(this::list)).isInstanceOf(StoreException.Transient.class);

    server.faults().clear();
    server.faults().on(LIST).cutAnswerWithoutLength(0);
    assertThat(failure(this::list)).isInstanceOf(StoreException.Transient.class);
  }

  @Test
  void anAlteredBodyIsPassedOnForUsToHash() throws IOException {
    server.faults().on(GET).flipAnswerBit();

    assertThat(readAll()).hasSize(BYTES.length).isNotEqualTo(BYTES);
  }

  @Test
  void noAnswerIsATimeout() {
    reopenWithLittlePatience();
    server.faults().on(GET, PUT, LIST, HEAD).blackHole();

    assertThat(failure(this::read).fault()).isEqualTo(StoreFault.TIMEOUT);
    assertThat(failure(this::create).fault()).isEqualTo(StoreFault.TIMEOUT);
    assertThat(failure(this::list).fault()).isEqualTo(StoreFault.TIMEOUT);
    assertThat(failure(() -> store.head(KEY)).fault()).isEqualTo(StoreFault.TIMEOUT);
  }

  @Test
  void aBodyThatStopsIsATimeout() {
    reopenWithLittlePatience();
    Gate gate = server.faults().on(GET).gateMidAnswer();

    assertThat(failure(this::read).fault()).isEqualTo(StoreFault.TIMEOUT);
    gate.release();
  }

  @Test
  void aWriteTooSlowIsATimeout() {
    reopenWithLittlePatience();
    server.faults().on(PUT).slowRequest(1024);

    assertThat(failure(() -> create(new byte[4 << 20])).fault()).isEqualTo(StoreFault.TIMEOUT);
  }

  @Test
  void nobodyThereIsUnreachable() {
    server.stop();

    assertThat(failure(this::read).fault()).isEqualTo(StoreFault.UNREACHABLE);
    assertThat(failure(this::create).fault()).isEqualTo(StoreFault.UNREACHABLE);
  }

  @Test
  void aNameThatIsNoneIsUnreachable() {
    S3Settings nowhere =
        S3Settings.of(URI.create("http://nowhere.invalid"), "us-east-1", "library", "id", "secret");
    try (S3ObjectStore other = open(nowhere)) {
      assertThat(failure(() -> other.head(KEY)).fault()).isEqualTo(StoreFault.UNREACHABLE);
    }
  }

  @Test
  void aLostAnswerIsUnreachableAndTheObjectStands() {
    server.faults().on(PUT).loseAnswer();

    assertThat(failure(this::create).fault()).isIn(StoreFault.UNREACHABLE, StoreFault.CUT_SHORT);

    server.faults().clear();
    assertThat(create(new byte[10])).isEqualTo(new Creation.Exists());
  }

  @Test
  void theStoreIsUsedAgainAfterEveryFailure() throws IOException {
    for (int i = 0; i < 10; i++) {
      server.faults().on(GET).cutAnswer();
      failure(this::read);
      server.faults().clear();
      server.faults().on(GET).status(500);
      failure(this::read);
      server.faults().clear();
    }

    assertThat(readAll()).isEqualTo(BYTES);
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    bucket.put("empty", new byte[0]);
    server.counters().reset();

    for (int i = 0; i < 20; i++) {
      readAll();
      store.get(new ObjectKey("empty"), null).close();
      store.get(new ObjectKey("missing"), null).close();
      store.get(KEY, ((Look.Found) store.head(KEY)).info().etag()).close();
      list();
      create();
    }

    assertThat(server.counters().connections()).isLessThanOrEqualTo(2);
  }

  @Test
  void aThreadInACallCanBeInterrupted() throws InterruptedException {
    Gate gate = server.faults().on(GET).gate();
    FutureTask<Read> reading = new FutureTask<>(() -> store.get(KEY, null));
    Thread thread = Thread.ofVirtual().start(reading);
    gate.awaitArrived();

    thread.interrupt();

    assertThatThrownBy(reading::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.Transient.class);
    gate.release();
  }

  @Test
  void contentThatCannotBeReadIsOurFault() {
    assertThatThrownBy(
            () -> store.create(new ObjectKey("new"), new Unreadable(), ObjectHeaders.NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("PUT of new");
  }

  @Test
  void aBodyOtherThanAnnouncedIsNotStored() {
    Content lying = new Lying(Content.of(new byte[10]), Content.of(new byte[11]));

    assertThat(failure(() -> store.create(new ObjectKey("new"), lying, ObjectHeaders.NONE)).fault())
        .isEqualTo(StoreFault.CORRUPT);
    assertThat(bucket.contains("new")).isFalse();
  }

  private void read() throws IOException {
    readAll();
  }

  private byte[] readAll() throws IOException {
    Read.Found found = (Read.Found) store.get(KEY, null);
    try (found) {
      return found.body().readAllBytes();
    }
  }

  private void create() {
    create(new byte[10]);
  }

  private Creation create(byte[] bytes) {
    return store.create(new ObjectKey("new"), Content.of(bytes), ObjectHeaders.NONE);
  }

  private void list() {
    store.list(ListQuery.firstPage(""));
  }

  private static StoreException failure(ThrowingCallable call) {
    StoreException failure = catchThrowableOfType(StoreException.class, call);
    assertThat(failure).as("the call fails").isNotNull();
    return failure;
  }

  /** Has the hashes of other bytes than it gives. */
  private record Lying(Content given, Content told) implements Content {
    @Override
    public long size() {
      return given.size();
    }

    @Override
    public Sha256 sha256() {
      return told.sha256();
    }

    @Override
    public Md5 md5() {
      return told.md5();
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
      return given.open(offset, length);
    }
  }

  private record Unreadable() implements Content {
    @Override
    public long size() {
      return 10;
    }

    @Override
    public Sha256 sha256() {
      return Content.empty().sha256();
    }

    @Override
    public Md5 md5() {
      return Content.empty().md5();
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
      throw new IOException("the disk is gone");
    }
  }
}
