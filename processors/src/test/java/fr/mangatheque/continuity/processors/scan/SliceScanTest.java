package fr.mangatheque.continuity.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.ScanKind;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.event.ScanSide;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceScanTest {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  private static final InstantSource CLOCK = InstantSource.fixed(START);
  private static final Sha256 HASH = Sha256.of(new byte[32]);
  private static final ObjectKey LONG = new ObjectKey("k".repeat(1000));

  private final BackupLayout layout = new BackupLayout("site/");
  private final MemoryObjectStore origin = new MemoryObjectStore(CLOCK);
  private final MemoryObjectStore backup = new MemoryObjectStore(CLOCK);
  private final EndpointLimits limits = new EndpointLimits(4, Map.of(), CLOCK);
  private final ScanSource source =
      new ScanSource(
          "uploads",
          origin,
          limits.of(URI.create("http://origin.test")),
          backup,
          limits.of(URI.create("http://backup.test")),
          layout);
  private final SliceScan scan = new SliceScan(Map.of("uploads", source), "worker", CLOCK);
  private final List<ObjectChange> hints = new ArrayList<>();
  private final List<CopyResult> proofs = new ArrayList<>();

  private ScanResult scan(ScanRequest request) {
    return scan.scan(
        request,
        new Telling() {
          @Override
          public void hint(ObjectChange hint) {
            hints.add(hint);
          }

          @Override
          public void proof(CopyResult proof) {
            proofs.add(proof);
          }
        });
  }

  private static ScanRequest.Builder request(ScanKind kind, ScanSide side) {
    return ScanRequest.newBuilder()
        .setScanId("r1")
        .setSource("uploads")
        .setKind(kind)
        .setSide(side)
        .setShard(0)
        .setSlice(0)
        .setAttempt(1)
        .setPages(20)
        .setStartedAt(START)
        .setDispatchedAt(START)
        .setDeadline(START);
  }

  private void put(String key) {
    origin.put(new ObjectKey(key), bytes("page"), ObjectHeaders.NONE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static EntryName version(int second) {
    return new EntryName.Version(START.plusSeconds(second), HASH, new ETag("e"), 0);
  }

  private void protect(ObjectKey name) {
    assertThat(backup.create(name, Content.of(bytes("page")), ObjectHeaders.NONE)).isNotNull();
  }

  @Test
  void canariesAreToldOfAndNotCounted() {
    put("a");
    put("continuity-canary/1");

    ScanResult result = scan(request(ScanKind.AUDIT, ScanSide.SOURCE).build());

    assertThat(result.getOutcome()).isEqualTo(ScanOutcome.DONE);
    assertThat(result.getListed()).isEqualTo(2);
    assertThat(result.getCanaries()).isEqualTo(1);
    assertThat(hints).hasSize(2);
    assertThat(hints.getFirst().getEtag()).isNotEmpty();
    assertThat(hints.getFirst().getLastModified()).isEqualTo(START);
    assertThat(result.getNewestAt()).isEqualTo(START);
    assertThat(result.getServerDate()).isEqualTo(START);
  }

  @Test
  void whatIsOlderThanTheWatermarkIsListedAndNotToldOf() {
    put("a");

    ScanResult result =
        scan(
            request(ScanKind.RECONCILE, ScanSide.SOURCE)
                .setWatermark(START.plusSeconds(1))
                .build());

    assertThat(result.getListed()).isEqualTo(1);
    assertThat(result.getHinted()).isZero();
  }

  @Test
  void theGreatestEntryOfEachKeyIsToldWithWhatIsHeld() {
    protect(layout.entry(new ObjectKey("a"), version(1)));
    protect(layout.entry(new ObjectKey("a"), version(2)));
    protect(layout.entry(new ObjectKey("a"), new EntryName.Marker(START.plusSeconds(3))));
    protect(layout.entry(new ObjectKey("a/b"), version(1)));
    protect(layout.binding());
    protect(new ObjectKey("elsewhere/objects/c/" + version(1).format()));

    ScanResult result = scan(request(ScanKind.AUDIT, ScanSide.BACKUP).build());

    assertThat(proofs).extracting(CopyResult::getObjectKey).containsExactly("a/b", "a");
    assertThat(proofs.getLast().getEntry().getName()).endsWith("~deleted");
    assertThat(proofs.getLast().getEntry().getEtag()).isNull();
    assertThat(proofs.getLast().getVersions()).isEqualTo(2);
    assertThat(proofs.getLast().getHeldBytes()).isEqualTo(8);
    assertThat(proofs.getFirst().getEntry().getEtag()).isEqualTo("e");
    assertThat(result.getLive()).isEqualTo(1);
    assertThat(result.getOpen()).isEmpty();
  }

  @Test
  void aLongKeyIsFoundByItsObjectAndOneThatIsNotIsCounted() {
    Sha256 hash = BackupLayout.hash(LONG);
    protect(layout.entry(LONG, version(1)));
    assertThat(
            backup.create(
                layout.longKey(hash), Content.of(bytes(LONG.value())), ObjectHeaders.NONE))
        .isNotNull();
    protect(layout.longEntry(HASH, version(1)));

    ScanResult result = scan(request(ScanKind.REBUILD, ScanSide.BACKUP).build());

    assertThat(proofs).extracting(CopyResult::getObjectKey).containsExactly(LONG.value());
    assertThat(result.getUnusable()).isEqualTo(1);
    assertThat(result.getUnusableExample()).contains(HASH.hex());
  }

  @Test
  void aSourceThatNobodyConfiguredIsRefused() {
    ScanResult result = scan(request(ScanKind.AUDIT, ScanSide.SOURCE).setSource("other").build());

    assertThat(result.getOutcome()).isEqualTo(ScanOutcome.FAILED);
    assertThat(result.getCause().getCauseClass()).isEqualTo("REFUSED");
  }
}
