package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.FaultSpec;
import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OriginFaultsIT {
  private static final String KEY = "library/planètes/cover é.jpg";
  private static final byte[] PAGE = Pictures.page(7);

  @TempDir private Path dir;
  private TwoClouds clouds;

  @BeforeEach
  void open() {
    CopySettings impatient =
        CopyFixture.settings(dir).withAllowance(new Allowance(Duration.ofSeconds(10), 1024 * 1024));
    clouds = new TwoClouds(impatient, EndpointTraits.FULL);
    clouds.origin.put(KEY, PAGE);
  }

  @AfterEach
  void close() {
    clouds.close();
  }

  private FaultSpec get() {
    return clouds.originServer.faults().on(Operation.GET);
  }

  private CopyResult copy() {
    return clouds.copier.copy(CopyFixture.first(KEY));
  }

  private CopyResult retry() {
    return clouds.copier.copy(CopyFixture.request(KEY).setAttempt(2).build());
  }

  private void assertProtectedOnce() {
    String prefix = "objects/" + KEY + "/";
    assertThat(clouds.backup.keys())
        .singleElement()
        .satisfies(
            name -> {
              assertThat(name).startsWith(prefix);
              assertThat(clouds.backup.bytes(name)).isEqualTo(PAGE);
            });
  }

  private record Bad(String name, Function<FaultSpec, Fault> fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(new Bad("403", f -> f.status(403)), "ACCESS_DENIED", true),
        Arguments.of(new Bad("missing bucket", FaultSpec::noSuchBucket), "NO_SUCH_BUCKET", true),
        Arguments.of(new Bad("500", f -> f.status(500)), "SERVER_ERROR", false),
        Arguments.of(new Bad("503 SlowDown", FaultSpec::slowDown), "THROTTLED", false),
        Arguments.of(new Bad("black hole", FaultSpec::blackHole), "TIMEOUT", false),
        Arguments.of(new Bad("cut with length", FaultSpec::cutAnswer), "CUT_SHORT", false),
        Arguments.of(
            new Bad("cut without length", FaultSpec::cutAnswerWithoutLength),
            "LENGTH_UNKNOWN",
            false),
        Arguments.of(new Bad("reset", f -> f.resetAnswer(500)), "UNREACHABLE", false));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadDayOfTheOriginIsToldAndHealsByItself(Bad bad, String causeClass, boolean permanent) {
    Fault fault = bad.fault().apply(get());
    CopyResult failed = copy();
    fault.clear();
    CopyResult healed = retry();

    assertThat(failed.getOutcome())
        .isEqualTo(permanent ? CopyOutcome.PERMANENT : CopyOutcome.RETRYABLE);
    assertThat(failed.getCause().getStage()).isEqualTo(Stage.ORIGIN);
    assertThat(failed.getCause().getCauseClass()).isEqualTo(causeClass);
    assertThat(failed.getCause().getDetail()).isNotBlank();
    assertThat(fault.hits()).isPositive();
    assertThat(healed.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertProtectedOnce();
  }

  @Test
  void oneBitAlteredOnTheWayIsNoticedAndReadAgain() {
    Fault fault = get().once().flipAnswerBit();

    CopyResult result = copy();

    assertThat(fault.hits()).isEqualTo(1);
    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(result.getDoubts()).isEmpty();
    assertProtectedOnce();
  }

  @Test
  void aSourceGoneFromTheNetworkIsUnreachable() {
    clouds.originServer.stop();
    CopyResult failed = copy();
    clouds.originServer.restart();

    assertThat(failed.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(failed.getCause().getCauseClass()).isEqualTo("UNREACHABLE");
    assertThat(retry().getOutcome()).isEqualTo(CopyOutcome.COPIED);
  }

  @Test
  void aBucketRenamedAwayIsAFailureAndNeverADeletion() {
    Entry known = copy().getEntry();
    clouds.originServer.renameBucket("uploads", "uploads-old");

    CopyResult result = clouds.copier.copy(CopyFixture.task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.PERMANENT);
    assertThat(result.getCause().getCauseClass()).isEqualTo("NO_SUCH_BUCKET");
    assertProtectedOnce();
  }

  @Test
  void aKeyThatCannotBeReadButIsListedIsAContradictionAndNeverADeletion() {
    Entry known = copy().getEntry();
    get().status(404, "NoSuchKey");

    CopyResult result = clouds.copier.copy(CopyFixture.task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(result.getCause().getCauseClass()).isEqualTo("CONTRADICTION");
    assertProtectedOnce();
  }

  @Test
  void aListingThatFailsProvesNoAbsence() {
    Entry known = copy().getEntry();
    clouds.origin.remove(KEY);
    clouds.originServer.faults().on(Operation.LIST).status(403);

    CopyResult result = clouds.copier.copy(CopyFixture.task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.PERMANENT);
    assertThat(result.getCause().getCauseClass()).isEqualTo("ACCESS_DENIED");
    assertThat(clouds.backup.size()).isEqualTo(1);
  }

  @Test
  void aSourceThatTricklesIsGivenUpAfterWhatTheSizeAllows() {
    Fault fault = get().slowAnswer(1024);

    CopyResult result = copy();
    fault.clear();

    assertThat(PAGE.length).isGreaterThan(20 * 1024);
    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(result.getCause().getCauseClass()).isEqualTo("TIMEOUT");
    assertThat(result.getCause().getStage()).isEqualTo(Stage.ORIGIN);
    assertThat(clouds.copier.freeMemory()).isEqualTo(clouds.copier.allMemory());
    assertThat(retry().getOutcome()).isEqualTo(CopyOutcome.COPIED);
  }

  @Test
  void theTimeASourceAsksForIsHandedOn() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    get().once().tooManyRequests(Duration.ofSeconds(30));

    CopyResult failed = copy();
    CopyResult meanwhile = copy();

    assertThat(failed.getRetryAfter()).isBetween(before.plusSeconds(29), before.plusSeconds(60));
    assertThat(meanwhile.getCause().getCauseClass()).isEqualTo("THROTTLED");
    assertThat(meanwhile.getRetryAfter()).isAfter(before.plusSeconds(20));
    assertThat(clouds.originServer.counters().requests(Operation.GET)).isEqualTo(1);
  }
}
