package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.verifier.Promise;
import fr.mangatheque.continuity.testkit.verifier.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something on the way that damages the same bit each time, as a cache with a bad byte does. */
@Tag("long")
class DamagedAlikeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  /** Two equal reads that contradict an ETag are taken to show that ETags are no MD5s. */
  @Test
  void oneObjectThatIsDamagedAlikeTwiceCostsNoOtherItsProtection() throws Exception {
    try (FaultSite site = new FaultSite(directory, 1);
        Supervisor supervisor = new Supervisor(site.configuration(), List.of());
        Teller teller = new Teller(() -> supervisor.child().port());
        Verifier verifier = site.verifier()) {
      Application application = new Application(site, teller, 1);
      await().atMost(PATIENCE).until(() -> supervisor.child().port() > 0);
      try (Fault alike =
          site.originCloud().faults().on(Operation.GET).key("a").times(2).flipAnswerBit()) {
        application.write("a", Application.bytes(1, 5000), 0);
        application.tell(UploadEvent.created("a"));
        await().atMost(PATIENCE).until(alike::isOver);
      }
      try (Fault once =
          site.originCloud().faults().on(Operation.GET).key("b").once().flipAnswerBit()) {
        application.write("b", Application.bytes(2, 5000), 0);
        application.tell(UploadEvent.created("b"));
        await().atMost(PATIENCE).until(once::isOver);
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(verifier.pending(Promise.STRICT))
                      .noneMatch(finding -> finding.subject().equals("b")));
      assertThat(verifier.verify(Promise.STRICT).findings())
          .noneMatch(finding -> finding.subject().equals("b"));
    }
  }
}
