package fr.mangatheque.continuity.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.operator.answer.Backfill;
import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Failures;
import fr.mangatheque.continuity.app.operator.answer.Guard;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Jobs;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.ReadBack;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.operator.answer.Side;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import fr.mangatheque.continuity.app.operator.answer.SourceStatus;
import fr.mangatheque.continuity.app.operator.answer.Sources;
import fr.mangatheque.continuity.app.operator.answer.Status;
import fr.mangatheque.continuity.app.operator.answer.Totals;
import fr.mangatheque.continuity.app.operator.answer.Verification;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is described is what is answered. */
class DescriptionTest {
  private static final List<Class<? extends Record>> ANSWERS =
      List.of(
          Backfill.class,
          FailingObject.class,
          Failures.class,
          Guard.class,
          GuardCase.class,
          Incident.class,
          Job.class,
          Jobs.class,
          Known.class,
          Ordered.class,
          Pause.class,
          ReadBack.class,
          Run.class,
          Side.class,
          Silence.class,
          SourceStatus.class,
          Sources.class,
          Status.class,
          Totals.class,
          Verification.class);

  @Test
  void everyAnswerIsDescribedByTheNamesItHas() throws Exception {
    JsonNode schemas;
    try (InputStream in =
        Objects.requireNonNull(OperatorSite.class.getResourceAsStream("openapi.json"))) {
      schemas = new ObjectMapper().readTree(in).path("components").path("schemas");
    }

    for (Class<? extends Record> answer : ANSWERS) {
      assertThat(schemas.path(answer.getSimpleName()).path("properties").fieldNames())
          .toIterable()
          .as(answer.getSimpleName())
          .containsExactly(
              Arrays.stream(answer.getRecordComponents())
                  .map(RecordComponent::getName)
                  .toArray(String[]::new));
    }
  }
}
