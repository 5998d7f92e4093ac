package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.FaultSpec;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.Quirk;
import fr.mangatheque.continuity.testkit.verifier.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that answers 200 and does not keep what it was given. */
@Tag("long")
class NotKeptIT {
  /** So many copies are read back after a start. */
  private static final int FIRST = 10;

  private static final int OBJECTS = 40;

  @TempDir private Path directory;

  private ProtectedLibrary library(Quirk... lacking) throws Exception {
    FaultSite site = new FaultSite(directory, 1, lacking);
    ProtectedLibrary library = new ProtectedLibrary(site, site.configuration());
    library.awaitStart();
    return library;
  }

  /** Of versions, repaired copies left out. */
  private static FaultSpec puts(ProtectedLibrary library) {
    return library
        .site()
        .backupCloud()
        .faults()
        .on(Operation.PUT)
        .key(name -> name.startsWith("objects/") && !name.contains("~r"));
  }

  @Test
  void whatIsNotKeptAfterAStartIsReadBackAndWrittenAgain() throws Exception {
    try (ProtectedLibrary library = library();
        Fault fault = puts(library).after(2).times(3).keepNothing()) {
      library.upload(FIRST, "first");
      library.awaitProtected();

      assertThat(fault.hits()).isEqualTo(3);
      library.verified();
      library.awaitTold("NOT_KEPT");
    }
  }

  @Test
  void whatIsKeptWithOtherBytesAfterAStartGetsARepairedCopy() throws Exception {
    try (ProtectedLibrary library = library();
        Fault fault = puts(library).after(2).times(3).flipStoredBit()) {
      library.upload(FIRST, "first");
      library.awaitProtected();

      Verdict verdict = library.verified();
      assertThat(fault.hits()).isEqualTo(3);
      assertThat(verdict.repaired()).isEqualTo(3);
      library.awaitTold("NOT_KEPT");
    }
  }

  @Test
  void whatNoSampleMeetsIsFoundByTheNextAudit() throws Exception {
    try (ProtectedLibrary library = library()) {
      library.upload(FIRST, "first");
      library.awaitProtected();

      try (Fault fault = puts(library).after(2).times(3).keepNothing()) {
        library.upload(OBJECTS, "second");
        await().atMost(ProtectedLibrary.PATIENCE).until(() -> library.pending() == fault.hits());
        assertThat(fault.hits()).isEqualTo(3);
      }
      library.run("audit");

      library.awaitProtected();
      library.verified();
      library.awaitTold("NOT_KEPT");
    }
  }

  @Test
  void whereTheStoreChecksNothingOnReceiptEachWriteIsLookedAt() throws Exception {
    try (ProtectedLibrary library = library(Quirk.IGNORES_CHECKSUMS, Quirk.IGNORES_CONTENT_MD5);
        Fault fault = puts(library).after(2 * FIRST).times(3).keepNothing()) {
      library.upload(OBJECTS, "first");
      library.awaitProtected();

      assertThat(fault.hits()).isEqualTo(3);
      library.verified();
      library.awaitTold("NOT_KEPT");
    }
  }
}
