package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.verifier.Promise;
import fr.mangatheque.continuity.testkit.verifier.Verdict;
import fr.mangatheque.continuity.testkit.verifier.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** More than one PUT can hold, through less memory than a twentieth of it. */
@Tag("long")
class LargeObjectIT {
  private static final Logger log = LoggerFactory.getLogger(LargeObjectIT.class);
  private static final int MIB = 1024 * 1024;
  private static final int SIZE_MIB = 5 * 1024 + 16;
  private static final String KEY = "volumes/all.cbz";

  @TempDir private Path directory;

  @Test
  void fiveGibibytesPassThroughAHeapOf256Mebibytes() throws Exception {
    try (FaultSite site = new FaultSite(directory, 1);
        OwnBroker broker = new OwnBroker(directory.resolve("broker"))) {
      Path configuration =
          site.configuration(
              "small",
              "bootstrap-servers: '%s', replication: 1, instance-id: small"
                  .formatted(broker.bootstrapServers()),
              "copy: {memory-budget: 32MiB}\n");
      try (Supervisor supervisor = new Supervisor(configuration, List.of("-Xmx256m"));
          Teller teller = new Teller(() -> supervisor.child().port());
          Verifier verifier = site.verifier()) {
        String sha256 =
            site.origin()
                .putRepeated(
                    KEY,
                    Application.bytes(1, 16 * MIB),
                    SIZE_MIB / 16,
                    Map.of("x-amz-meta-a", "b"));
        site.journal().held(KEY, sha256, () -> {});
        teller.tell(UploadEvent.created(KEY));

        await()
            .atMost(Duration.ofMinutes(15))
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> verifier.pending(Promise.STRICT).isEmpty());

        log.atInfo()
            .addKeyValue("peakMib", supervisor.child().peakResidentKib() / 1024)
            .log("The largest object is in the backup");
        Verdict verdict = verifier.verify(Promise.STRICT);
        assertThat(verdict.words()).isEmpty();
        assertThat(verdict.bytes()).isEqualTo((long) SIZE_MIB * MIB);
        assertThat(supervisor.kills() + supervisor.halts()).isZero();
        assertThat(site.incidents().incidents()).isEmpty();
      }
    }
  }
}
