package fr.mangatheque.continuity.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3OverwritingIT {
  private static final ObjectKey KEY = new ObjectKey("cover");
  private static final String PROBES = "continuity-canary/restore-probe/";

  private S3Server server;
  private Bucket bucket;
  private S3ObjectStore store;

  @BeforeEach
  void start() {
    server = S3Server.start();
    bucket = server.createBucket("library");
    store =
        S3ObjectStore.open(
            Settings.of(server, "library")
                .withMultipart(
                    new MultipartSettings(
                        MultipartSettings.LEAST_PART, MultipartSettings.LEAST_PART)),
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Test
  void anObjectIsWrittenOverOnlyWhileItHasTheTagThatWasSeen() {
    S3Overwriting overwriting = probed();
    ETag seen = put("old");

    assertThat(overwriting.isConditional()).isTrue();
    assertThat(overwriting.replace(KEY, content("new"), ObjectHeaders.NONE, seen)).isPresent();
    assertThat(overwriting.replace(KEY, content("newer"), ObjectHeaders.NONE, seen)).isEmpty();
    assertThat(bucket.bytes("cover")).asString(UTF_8).isEqualTo("new");
    bucket.remove("cover");
    assertThat(overwriting.replace(KEY, content("newest"), ObjectHeaders.NONE, seen)).isEmpty();
    assertThat(bucket.contains("cover")).isFalse();
  }

  @Test
  void whereConditionsAreIgnoredTheTagIsLookedAtFirst() {
    server.faults().on(Operation.PUT, Operation.COMPLETE_UPLOAD).ignoreConditions();
    S3Overwriting overwriting = probed();
    ETag seen = put("old");

    assertThat(overwriting.isConditional()).isFalse();
    assertThat(overwriting.replace(KEY, content("x"), ObjectHeaders.NONE, new ETag("other")))
        .isEmpty();
    assertThat(overwriting.replace(KEY, content("new"), ObjectHeaders.NONE, seen)).isPresent();
    assertThat(bucket.bytes("cover")).asString(UTF_8).isEqualTo("new");
  }

  @Test
  void largeObjectsAreWrittenOverInParts() {
    S3Overwriting overwriting = probed();
    ETag seen = put("old");
    Content large = Content.of(new byte[(int) MultipartSettings.LEAST_PART + 1]);

    assertThat(overwriting.replace(KEY, large, ObjectHeaders.NONE, new ETag("other"))).isEmpty();
    assertThat(overwriting.replace(KEY, large, ObjectHeaders.NONE, seen))
        .get()
        .satisfies(tag -> assertThat(tag.value()).endsWith("-2"));
    assertThat(bucket.unfinishedUploads()).isZero();
  }

  @Test
  void anObjectIsDeletedOnlyWhileItHasTheTagThatWasSeen() {
    S3Overwriting overwriting = probed();
    ETag seen = put("old");

    assertThat(overwriting.delete(KEY, new ETag("other"))).isFalse();
    assertThat(bucket.contains("cover")).isTrue();
    assertThat(overwriting.delete(KEY, seen)).isTrue();
    assertThat(bucket.contains("cover")).isFalse();
    assertThat(overwriting.delete(KEY, seen)).isTrue();
  }

  @Test
  void aForbiddenDeletionIsAFailure() {
    S3Overwriting overwriting = probed();
    ETag seen = put("old");
    server.faults().on(Operation.DELETE).status(403);

    assertThatThrownBy(() -> overwriting.delete(KEY, seen))
        .isInstanceOf(StoreException.Permanent.class)
        .hasMessageContaining("DELETE of cover");
  }

  private S3Overwriting probed() {
    return S3Overwriting.probed(store.obeying(EndpointProbe.run(store, PROBES)), PROBES);
  }

  private ETag put(String text) {
    bucket.put("cover", text.getBytes(UTF_8));
    return ETag.ofHeader(bucket.object("cover").orElseThrow().etag());
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(UTF_8));
  }
}
