package fr.mangatheque.continuity.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.Quirk;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointProbeIT {
  private S3Server server = S3Server.start();
  private Bucket bucket = server.createBucket("backup");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStoreThatDoesAllIsFoundToDoAll() {
    EndpointTraits traits = probe();

    assertThat(traits)
        .usingRecursiveComparison()
        .ignoringFields("clockSkew")
        .isEqualTo(EndpointTraits.FULL);
    assertThat(traits.clockSkew().abs()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void laterStartsComeToTheSameAndLeaveNothingMore() {
    probe();
    var keys = bucket.keys();

    assertThat(probe())
        .usingRecursiveComparison()
        .ignoringFields("clockSkew")
        .isEqualTo(EndpointTraits.FULL);
    assertThat(bucket.keys()).isEqualTo(keys).hasSizeLessThanOrEqualTo(6);
    assertThat(bucket.keys()).allMatch(key -> key.startsWith("site/probe/"));
    assertThat(bucket.unfinishedUploads()).isZero();
  }

  @Test
  void noDeleteRightIsNeeded() {
    probe();

    assertThat(server.counters().requests(Operation.DELETE)).isZero();
  }

  @Test
  void ignoredConditionsAreFound() {
    restart(Quirk.IGNORES_WRITE_CONDITIONS);

    for (int start = 0; start < 2; start++) {
      EndpointTraits traits = probe();
      assertThat(traits.conditionalPut()).isFalse();
      assertThat(traits.conditionalCompletion()).isFalse();
      assertThat(traits.checksSha256()).isTrue();
    }
  }

  @Test
  void ignoredChecksumsAreFound() {
    restart(Quirk.IGNORES_CHECKSUMS);

    for (int start = 0; start < 2; start++) {
      EndpointTraits traits = probe();
      assertThat(traits.checksSha256()).isFalse();
      assertThat(traits.checksContentMd5()).isTrue();
      assertThat(traits.verifiesOnReceipt()).isTrue();
    }
  }

  @Test
  void refusedChecksumsAreFound() {
    restart(Quirk.REFUSES_CHECKSUMS);

    for (int start = 0; start < 2; start++) {
      EndpointTraits traits = probe();
      assertThat(traits.conditionalPut()).isTrue();
      assertThat(traits.checksSha256()).isFalse();
      assertThat(traits.checksContentMd5()).isTrue();
    }
  }

  @Test
  void aStoreThatChecksNothingIsFound() {
    restart(Quirk.IGNORES_CHECKSUMS, Quirk.IGNORES_CONTENT_MD5);

    assertThat(probe().verifiesOnReceipt()).isFalse();
  }

  @Test
  void theStoresClockIsFound() {
    server.faults().shiftClock(Duration.ofMinutes(7));

    assertThat(probe().clockSkew()).isBetween(Duration.ofSeconds(417), Duration.ofSeconds(423));
  }

  @Test
  void whatFailsIsNoAnswer() {
    server.faults().on(Operation.PUT).after(1).status(500);

    assertThatThrownBy(this::probe)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.SERVER_ERROR));
  }

  @Test
  void aRevokedKeyIsNoAnswer() {
    server.faults().on(Operation.PUT).status(403);

    assertThatThrownBy(this::probe)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.ACCESS_DENIED));
  }

  @Test
  void theLogIsToldInOneLine() {
    assertThat(probe().describe())
        .startsWith(
            "conditional PUT yes, conditional completion yes, checks SHA-256 yes, checks"
                + " Content-MD5 yes, clock ");
  }

  private void restart(Quirk... quirks) {
    server.close();
    server = S3Server.builder().quirks(quirks).start();
    bucket = server.createBucket("backup");
  }

  private EndpointTraits probe() {
    try (S3ObjectStore store =
        S3ObjectStore.open(Settings.of(server, "backup"), InstantSource.system())) {
      return EndpointProbe.run(store, "site/probe/");
    }
  }
}
