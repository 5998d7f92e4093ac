package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.testkit.verifier.Incident;
import fr.mangatheque.continuity.testkit.verifier.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nine tenths of the source deleted at once, and what a person then says. */
@Tag("long")
class MassDeletionIT {
  private static final int OBJECTS = 40;

  /** All but every tenth. */
  private static final List<String> DELETED =
      IntStream.range(0, OBJECTS).filter(i -> i % 10 != 0).mapToObj(ProtectedLibrary::key).toList();

  private static final Promise HELD_BACK = Promise.STRICT.holdingBack(DELETED::contains);

  @TempDir private Path directory;
  private ProtectedLibrary library;

  @BeforeEach
  void aCaseThatNobodyDecidedYet() throws Exception {
    FaultSite site = new FaultSite(directory, 1);
    library = new ProtectedLibrary(site, site.configuration());
    library.upload(OBJECTS, "first");
    library.awaitProtected();
    site.journal().provenNow();
    library.run("audit");

    DELETED.forEach(library.application()::erase);
    library.run("audit");
    library.awaitTold("MASS_DELETION");
    await()
        .atMost(ProtectedLibrary.PATIENCE)
        .until(() -> openCase().path("objects").asInt() == DELETED.size());
  }

  @AfterEach
  void close() throws Exception {
    library.close();
  }

  private JsonNode openCase() {
    return library.operator().ask("guard", "list").json().path("cases").path(0);
  }

  private void decide(String verb) {
    assertThat(library.operator().ask("guard", verb, openCase().path("id").asText()).exitCode())
        .isEqualTo(ExitCode.OK);
  }

  private void awaitOver() {
    await()
        .atMost(ProtectedLibrary.PATIENCE)
        .until(() -> library.told("MASS_DELETION").stream().allMatch(Incident::resolved));
  }

  @Test
  void undecidedNothingIsMarkedAndWhatIsPutBackEndsIt() {
    assertThat(library.told("MASS_DELETION").getFirst().severity()).isEqualTo("critical");
    assertThat(library.verified(HELD_BACK).markers()).isZero();

    DELETED.forEach(key -> library.write(key, "first"));
    library.run("audit");

    awaitOver();
    library.awaitProtected();
    assertThat(library.verified().markers()).isZero();
  }

  @Test
  void approvedAllThatIsStillGoneIsMarked() {
    String back = DELETED.getFirst();
    library.write(back, "first");

    decide("approve");

    awaitOver();
    library.awaitProtected();
    assertThat(library.verified().markers()).isEqualTo(DELETED.size() - 1);
  }

  @Test
  void rejectedAllStaysAliveUntilSomethingNewIsHeard() {
    decide("reject");

    awaitOver();
    library.run("audit");
    assertThat(library.verified(HELD_BACK).markers()).isZero();
    assertThat(openCase().isMissingNode()).isTrue();

    String meant = DELETED.getFirst();
    library.application().tell(UploadEvent.removed(meant));
    library.awaitProtected(Promise.STRICT.holdingBack(key -> !key.equals(meant)));
    assertThat(library.verified(HELD_BACK).markers()).isEqualTo(1);
  }
}
