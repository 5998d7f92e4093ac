package fr.mangatheque.continuity.storage.s3;

import static fr.mangatheque.continuity.testkit.s3.Operation.ABORT_UPLOAD;
import static fr.mangatheque.continuity.testkit.s3.Operation.COMPLETE_UPLOAD;
import static fr.mangatheque.continuity.testkit.s3.Operation.CREATE_UPLOAD;
import static fr.mangatheque.continuity.testkit.s3.Operation.HEAD;
import static fr.mangatheque.continuity.testkit.s3.Operation.PUT;
import static fr.mangatheque.continuity.testkit.s3.Operation.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Gate;
import fr.mangatheque.continuity.testkit.s3.Quirk;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One PUT or many parts, as traits allow. */
class S3WritesIT {
  private static final ObjectKey KEY = new ObjectKey("page.jpg");
  private static final int PART = (int) MultipartSettings.LEAST_PART;
  private static final EndpointTraits MD5_ONLY =
      new EndpointTraits(true, true, false, true, Duration.ZERO);

  private S3Server server = S3Server.start();
  private Bucket bucket = server.createBucket("backup");

  @AfterEach
  void stop() {
    server.faults().clear();
    server.close();
  }

  @Test
  void aSmallObjectIsOneConditionalRequestWithItsSha256() {
    Content content = content(1000);

    create(content, EndpointTraits.FULL);

    assertThat(server.counters().requests()).isEqualTo(1);
    assertThat(server.counters().requests(PUT)).isEqualTo(1);
    assertThat(bucket.object(KEY.value()).orElseThrow().checksum("sha256"))
        .contains(content.sha256().base64());
  }

  @Test
  void whereSha256IsNotCheckedContentMd5Is() {
    restart(Quirk.REFUSES_CHECKSUMS);

    create(content(1000), MD5_ONLY);

    assertThat(bucket.bytes(KEY.value())).hasSize(1000);
    assertThat(server.counters().requests()).isEqualTo(1);
  }

  @Test
  void whereConditionsAreIgnoredTheKeyIsLookedAtFirst() {
    restart(Quirk.IGNORES_WRITE_CONDITIONS);

    assertThat(create(content(1000), EndpointTraits.UNPROVEN)).isInstanceOf(Creation.Created.class);
    assertThat(create(content(2000), EndpointTraits.UNPROVEN)).isEqualTo(new Creation.Exists());

    assertThat(server.counters().requests(HEAD)).isEqualTo(2);
    assertThat(bucket.bytes(KEY.value())).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {PART + 1, 2 * PART, 3 * PART + 12_345})
  void aLargeObjectGoesInParts(int size) {
    Content content = content(size);
    ObjectHeaders headers =
        new ObjectHeaders(
            "image/png",
            "no-cache",
            null,
            null,
            null,
            "Thu, 01 Dec 2033 16:00:00 GMT",
            Map.of("a", "b"));

    Creation creation;
    try (S3ObjectStore store = open(EndpointTraits.FULL)) {
      creation = store.create(KEY, content, headers);
    }

    assertThat(bucket.bytes(KEY.value())).isEqualTo(bytes(size));
    assertThat(server.counters().requests(UPLOAD_PART)).isEqualTo(Math.ceilDiv(size, PART));
    assertThat(creation)
        .isEqualTo(
            new Creation.Created(ETag.ofHeader(bucket.object(KEY.value()).orElseThrow().etag())));
    assertThat(bucket.object(KEY.value()).orElseThrow().header("Cache-Control"))
        .contains("no-cache");
    assertThat(bucket.object(KEY.value()).orElseThrow().header("Expires"))
        .contains("Thu, 01 Dec 2033 16:00:00 GMT");
    assertThat(bucket.object(KEY.value()).orElseThrow().metadata()).containsEntry("a", "b");
    assertThat(bucket.unfinishedUploads()).isZero();
  }

  @Test
  void partsAreSentWithContentMd5WhereSha256IsRefused() {
    restart(Quirk.REFUSES_CHECKSUMS);

    create(content(2 * PART), MD5_ONLY);

    assertThat(bucket.bytes(KEY.value())).isEqualTo(bytes(2 * PART));
  }

  @Test
  void partsDoNotOverwrite() {
    bucket.put(KEY.value(), new byte[] {1});

    assertThat(create(content(2 * PART), EndpointTraits.FULL)).isEqualTo(new Creation.Exists());

    assertThat(bucket.bytes(KEY.value())).containsExactly(1);
    assertThat(bucket.unfinishedUploads()).isZero();
  }

  @Test
  void whereCompletionsAreNotConditionalTheKeyIsLookedAtFirst() {
    bucket.put(KEY.value(), new byte[] {1});
    EndpointTraits traits = new EndpointTraits(true, false, true, true, Duration.ZERO);

    assertThat(create(content(2 * PART), traits)).isEqualTo(new Creation.Exists());

    assertThat(server.counters().requests(CREATE_UPLOAD)).isZero();
  }

  @Test
  void twoPartsAreSentAtOnceAndNoMore() {
    Gate gate = server.faults().on(UPLOAD_PART).gate();
    FutureTask<Creation> creating =
        new FutureTask<>(() -> create(content(5 * PART), EndpointTraits.FULL));
    Thread.startVirtualThread(creating);

    gate.awaitArrived(2);
    assertThat(gate.arrived()).isEqualTo(2);

    gate.release();
    assertThat(creating).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void aPartThatFailsLeavesNoPart() {
    server.faults().on(UPLOAD_PART).after(1).once().status(500);

    assertThatThrownBy(() -> create(content(4 * PART), EndpointTraits.FULL))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.SERVER_ERROR));
    assertNothingIsLeft();
  }

  @Test
  void aCompletionThatFailsLeavesNoPart() {
    server.faults().on(COMPLETE_UPLOAD).status(503, "SlowDown");

    assertThatThrownBy(() -> create(content(2 * PART), EndpointTraits.FULL))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.THROTTLED));
    assertNothingIsLeft();
  }

  @Test
  void anInterruptedUploadLeavesNoPart() throws InterruptedException {
    Gate gate = server.faults().on(UPLOAD_PART).gate();
    FutureTask<Creation> creating =
        new FutureTask<>(() -> create(content(4 * PART), EndpointTraits.FULL));
    Thread thread = Thread.ofVirtual().start(creating);
    gate.awaitArrived(2);

    thread.interrupt();

    assertThatThrownBy(creating::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StoreException.class);
    gate.release();
    assertNothingIsLeft();
  }

  @Test
  void anAbortThatFailsDoesNotHideTheFailure() {
    server.faults().on(UPLOAD_PART).status(403);
    server.faults().on(ABORT_UPLOAD).status(500);

    assertThatThrownBy(() -> create(content(2 * PART), EndpointTraits.FULL))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.ACCESS_DENIED));
  }

  @Test
  void textBeyondAsciiIsWrittenAsS3GivesItBack() {
    ObjectHeaders headers =
        new ObjectHeaders(
            null, null, "inline; filename=\"é.jpg\"", null, null, null, Map.of("title", "第一話"));

    try (S3ObjectStore store = open(EndpointTraits.FULL)) {
      store.create(KEY, content(10), headers);
    }

    assertThat(bucket.object(KEY.value()).orElseThrow().metadata())
        .containsEntry("title", "=?UTF-8?B?56ys5LiA6Kmx?=");
  }

  private void assertNothingIsLeft() {
    assertThat(bucket.unfinishedUploads()).isZero();
    assertThat(bucket.contains(KEY.value())).isFalse();
  }

  private void restart(Quirk... quirks) {
    server.close();
    server = S3Server.builder().quirks(quirks).start();
    bucket = server.createBucket("backup");
  }

  private Creation create(Content content, EndpointTraits traits) {
    try (S3ObjectStore store = open(traits)) {
      return store.create(KEY, content, ObjectHeaders.NONE);
    }
  }

  private S3ObjectStore open(EndpointTraits traits) {
    S3Settings settings =
        Settings.of(server, "backup").withMultipart(new MultipartSettings(PART, PART));
    return S3ObjectStore.open(settings, InstantSource.system()).obeying(traits);
  }

  private static Content content(int size) {
    return Content.of(bytes(size));
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
