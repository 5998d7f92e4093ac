package fr.mangatheque.continuity.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void everyPairOfStageAndCauseHasWords() {
    Stream<Cause> pairs =
        Arrays.stream(Stage.values())
            .flatMap(
                stage ->
                    Arrays.stream(CauseClass.values())
                        .map(cause -> new Cause(stage, cause.name(), "uploads")));

    assertThat(pairs)
        .hasSize(Stage.values().length * CauseClass.values().length)
        .allSatisfy(
            cause -> {
              Advice advice = Catalogue.advice(cause, null);
              assertThat(advice.severity()).isNotEqualTo(Severity.UNKNOWN);
              assertThat(advice.summary()).hasSizeLessThan(120).doesNotEndWith(".");
              assertThat(advice.meaning()).endsWith(".");
              assertThat(advice.action()).endsWith(".");
              assertThat(advice.over()).endsWith(".");
            });
  }

  @Test
  void aCauseOfANewerVersionIsStillExplained() {
    Advice advice = Catalogue.advice(new Cause(Stage.BACKUP, "FROZEN_OVER", "uploads"), null);

    assertThat(advice.summary())
        .isEqualTo(
            "The backup of uploads fails with FROZEN_OVER, which this version does not know");
    assertThat(advice.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void anAlertAboutAQueueNamesItAndSpeaksOfItsToken() {
    Cause cause = new Cause(Stage.QUEUE, CauseClass.ACCESS_DENIED.name(), null);

    Advice advice = Catalogue.advice(cause, "uploads");

    assertThat(advice.summary()).isEqualTo("The queue of events uploads refuses our token");
    assertThat(advice.action()).contains("token-file").doesNotContain("access key");
  }

  @Test
  void anAlertAboutAListingDoesNotSayThatUploadsAreUnprotected() {
    Cause cause = new Cause(Stage.SCAN, CauseClass.ACCESS_DENIED.name(), "uploads");

    Advice advice = Catalogue.advice(cause, "audit");

    assertThat(advice.summary()).isEqualTo("The scan of uploads may not list a bucket");
    assertThat(advice.meaning()).contains("protected as ever");
  }

  @Test
  void anAlertAboutAChannelNamesIt() {
    Cause cause = new Cause(Stage.DELIVERY, CauseClass.DELIVERY_FAILED.name(), null);

    assertThat(Catalogue.advice(cause, "pager").summary())
        .isEqualTo("The alert channel pager cannot be told");
  }

  @Test
  void anAlertAboutAJobNamesIt() {
    Cause cause = new Cause(Stage.JOB, CauseClass.OVERDUE.name(), "uploads");

    assertThat(Catalogue.advice(cause, "audit").summary())
        .isEqualTo("The job audit of uploads has not succeeded for too long");
  }

  @Test
  void aStoreThatEndsARoundTripIsNotTakenForTheTripItself() {
    Cause cause = new Cause(Stage.CANARY, CauseClass.ACCESS_DENIED.name(), "uploads");

    Advice advice = Catalogue.advice(cause, "canary");

    assertThat(advice.summary())
        .isEqualTo("The round trip of uploads fails because a store refuses our credentials");
    assertThat(advice.action()).contains("sources.NAME.canary");
  }

  @Test
  void aCdnIsNotBlamedForAnOriginThatCannotBeRead() {
    Cause origin = new Cause(Stage.CDN, CauseClass.UNREACHABLE.name(), "uploads");
    Cause stale = new Cause(Stage.CDN, CauseClass.CDN_STALE.name(), "uploads");

    assertThat(Catalogue.advice(origin, "cdn").summary())
        .startsWith("The CDN of uploads cannot be compared, because the origin ");
    assertThat(Catalogue.advice(origin, "cdn").meaning())
        .startsWith("Nothing is known against the CDN");
    assertThat(Catalogue.advice(stale, "cdn").summary())
        .isEqualTo("The CDN of uploads gives what the origin has replaced");
  }
}
