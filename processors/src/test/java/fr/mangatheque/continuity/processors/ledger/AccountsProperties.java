package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.utils.Utils;

/** Whatever happens, the accounts say what a walk over all objects would find. */
class AccountsProperties {
  private static final int MOVES = 250;

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void accountsEqualARecountOfAllStates(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("accounts");
    try (TwoSources ledger = new TwoSources(directory, 4)) {
      Run run = new Run(ledger, new Random(seed));
      for (int i = 0; i < MOVES; i++) {
        run.move();
      }
      ledger.turn();
      TwoSources.SOURCES.forEach(source -> assertRecounted(ledger, source));
    } finally {
      Utils.delete(directory.toFile());
    }
  }

  private static void assertRecounted(TwoSources ledger, String source) {
    Map<ObjectId, ObjectState> states = ledger.states();
    states.keySet().removeIf(id -> !id.source().equals(source) || id.isCanary());
    Account account = ledger.account(source);

    assertThat(account.sum())
        .isEqualTo(
            states.values().stream()
                .map(Contribution::of)
                .reduce(Contribution.NONE, Contribution::plus));
    assertThat(account.oldestPending())
        .isEqualTo(
            states.entrySet().stream()
                .flatMap(
                    it ->
                        Unprotected.since(it.getValue()).stream()
                            .map(since -> new Moment(it.getKey().objectKey(), since)))
                .min(Comparator.comparing(Moment::at).thenComparing(Moment::objectKey))
                .orElse(null));
    List<SourceIndex.Place> failing =
        states.entrySet().stream()
            .flatMap(it -> failing(it.getKey(), it.getValue()))
            .sorted(Comparator.comparing(SourceIndex.Place::key))
            .toList();
    assertThat(ledger.failing(source)).isEqualTo(failing);
    assertThat(account.oldestFailing())
        .isEqualTo(failing.isEmpty() ? null : Instant.ofEpochMilli(failing.getFirst().time()));
    Moment newest = account.newest();
    if (newest != null) {
      ObjectState state = states.get(new ObjectId(source, newest.objectKey()));
      assertThat(state.live()).isTrue();
      assertThat(state.since().greatest()).isEqualTo(newest.at());
    }
  }

  private static Stream<SourceIndex.Place> failing(ObjectId id, ObjectState state) {
    Failing cause = state.failing();
    return cause == null
        ? Stream.empty()
        : Stream.of(
            new SourceIndex.Place(id.source(), cause.since().toEpochMilli(), id.objectKey()));
  }

  /** What can happen to a ledger. */
  private static final class Run {
    private final TwoSources ledger;
    private final Random random;
    private final List<CopyRequest> open = new ArrayList<>();

    Run(TwoSources ledger, Random random) {
      this.ledger = ledger;
      this.random = random;
    }

    void move() {
      String source = TwoSources.SOURCES.get(random.nextInt(2));
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4 -> hint(source);
        case 5, 6, 7, 8 -> answer();
        case 9 -> ledger.pass(Duration.ofMillis(random.nextInt(5_000)));
        case 10 -> ledger.pass(Duration.ofSeconds(random.nextInt(700)));
        case 11 ->
            ledger.decide(
                source,
                random.nextInt(3) == 0 ? OperatorActionKind.PAUSE : OperatorActionKind.RESUME,
                random.nextBoolean() ? null : ledger.now().plusSeconds(random.nextInt(60)));
        default -> throw new IllegalStateException();
      }
      open.addAll(ledger.requests());
    }

    private void hint(String source) {
      String key =
          random.nextInt(8) == 0
              ? ObjectId.CANARY_PREFIX + random.nextInt(3)
              : "page-" + random.nextInt(20);
      ChangeKind[] kinds = {
        ChangeKind.CREATED, ChangeKind.REMOVED, ChangeKind.OBSERVED, ChangeKind.REQUESTED
      };
      ledger.hint(source, key, kinds[random.nextInt(kinds.length)]);
    }

    /** Sometimes twice, sometimes much too late. */
    private void answer() {
      if (open.isEmpty()) {
        return;
      }
      int which = random.nextInt(open.size());
      CopyRequest request = random.nextInt(6) == 0 ? open.get(which) : open.remove(which);
      switch (random.nextInt(5)) {
        case 0, 1, 2 -> ledger.copied(request, version());
        case 3 -> ledger.failed(request);
        case 4 -> ledger.gone(request, random.nextBoolean() ? null : marker());
        default -> throw new IllegalStateException();
      }
    }

    private KnownEntry version() {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      KnownEntry entry =
          Examples.version(
              new Sha256(HexFormat.of().formatHex(hash)),
              new ETag("tag-" + random.nextInt(99)),
              ledger.now());
      return new KnownEntry(
          entry.name(), random.nextInt(1000), entry.etag(), entry.lastModified(), null);
    }

    private KnownEntry marker() {
      return Examples.markerAfter(version());
    }
  }
}
