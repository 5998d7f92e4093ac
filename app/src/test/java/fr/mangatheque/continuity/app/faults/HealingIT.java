package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.verifier.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no event tells, the jobs find and heal. */
@Tag("long")
class HealingIT {
  private static final int OBJECTS = 40;

  @TempDir private Path directory;
  private ProtectedLibrary library;

  @BeforeEach
  void aProtectedLibrary() throws Exception {
    FaultSite site = new FaultSite(directory, 1);
    Path configuration = site.configuration("one", "instance-id: one", "scrub: {within: 1s}\n");
    library = new ProtectedLibrary(site, configuration);
    library.upload(OBJECTS, "first");
    library.awaitProtected();
    site.journal().provenNow();
    library.run("audit");
  }

  @AfterEach
  void close() throws Exception {
    library.close();
  }

  @Test
  void whatNoEventToldOfIsFoundByTheNextReconcile() {
    IntStream.range(0, 10).forEach(i -> library.write(ProtectedLibrary.key(i), "second"));
    library.write("new/untold.webp", "first");

    library.run("reconcile");

    library.awaitProtected();
    library.verified();
  }

  @Test
  void whatWasRemovedWithoutAWordIsFoundByTheNextAudit() {
    library.application().erase(ProtectedLibrary.key(3));
    library.application().erase(ProtectedLibrary.key(OBJECTS - 1));

    library.run("audit");

    library.awaitProtected();
    assertThat(library.verified().markers()).isEqualTo(2);
  }

  @Test
  void aVersionThatVanishedFromTheBackupIsWrittenAgain() {
    Bucket backup = library.site().backup();
    List<String> gone = new ArrayList<>(List.of(library.entry("a/b")));
    // no answer can name it
    gone.add(library.entry("\uD83D\uDE00/\uFFFF"));
    backup.keys().stream()
        .filter(name -> name.startsWith("long/") && !name.endsWith("/key"))
        .forEach(gone::add);
    gone.forEach(backup::remove);

    library.run("audit");

    await()
        .atMost(ProtectedLibrary.PATIENCE)
        .untilAsserted(() -> assertThat(backup.keys()).containsAll(gone));
    assertThat(gone).hasSizeGreaterThan(3);

    library.awaitProtected();
    library.verified();
    library.awaitTold("NOT_KEPT");
  }

  @Test
  void aRottenByteIsRepairedFromTheSource() {
    library.site().backup().corrupt(library.entry(ProtectedLibrary.key(OBJECTS - 1)), 1);

    await()
        .atMost(ProtectedLibrary.PATIENCE)
        .untilAsserted(
            () -> {
              library.run("scrub");
              assertThat(library.verdict().words()).isEmpty();
            });

    assertThat(library.verified().repaired()).isEqualTo(1);
    library.awaitTold("WRONG_IN_BACKUP");
  }

  @Test
  void aRottenByteThatTheSourceNoLongerHoldsIsTold() {
    String key = ProtectedLibrary.key(OBJECTS - 1);
    String rotten = library.entry(key);
    library.write(key, "second");
    library.application().tell(UploadEvent.created(key));
    library.awaitProtected();
    library.site().backup().corrupt(rotten, 1);

    await()
        .atMost(ProtectedLibrary.PATIENCE)
        .untilAsserted(
            () -> {
              library.run("scrub");
              assertThat(library.told("LOST_VERSION"))
                  .singleElement()
                  .satisfies(told -> assertThat(told.severity()).isEqualTo("critical"));
            });
  }

  @Test
  void withKafkaWipedTheBackupMakesTheLedgerAnewAndNothingIsCopiedTwice() {
    FaultSite site = library.site();
    int entries = site.backup().size();
    PipelineChild before = library.supervisor().child();
    library.supervisor().killThen(() -> wipe(directory.resolve("data-one")));
    await().atMost(ProtectedLibrary.PATIENCE).until(() -> library.supervisor().child() != before);

    library.run("rebuild");
    long gets = site.originCloud().counters().requests(Operation.GET);
    library.run("audit");

    library.awaitProtected();
    assertThat(site.originCloud().counters().requests(Operation.GET)).isEqualTo(gets);
    assertThat(site.backup().size()).isEqualTo(entries);
    library.verified(Promise.STRICT);
  }

  private static void wipe(Path data) {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
