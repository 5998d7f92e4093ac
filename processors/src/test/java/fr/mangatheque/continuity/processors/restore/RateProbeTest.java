package fr.mangatheque.continuity.processors.restore;

import static fr.mangatheque.continuity.processors.restore.History.upload;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.AsOf;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import fr.mangatheque.continuity.storage.staging.Staging;
import fr.mangatheque.continuity.storage.staging.StagingLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a backup is found to be. */
class RateProbeTest {
  private static final Retries ONCE = new Retries(1, Duration.ZERO, Duration.ZERO);

  @TempDir private Path work;
  private final MemoryObjectStore backup =
      new MemoryObjectStore(InstantSource.fixed(Instant.EPOCH));
  private final BackupLayout layout = new BackupLayout("site/");
  private final AtomicInteger reads = new AtomicInteger();
  private boolean full;

  @Test
  void manyAreReadOnceMoreForTheFirstTimeIsCold() {
    assertThat(measured(16)).isPresent();
    assertThat(reads).hasValue(32);
  }

  @Test
  void fewAreReadOnce() {
    assertThat(measured(3)).isPresent();
    assertThat(reads).hasValue(3);
  }

  @Test
  void whatCannotBeStagedIsNotMeasuredAndStopsNoPlan() {
    full = true;

    assertThat(measured(3)).isEmpty();
  }

  private Optional<Rate> measured(int objects) {
    RateProbe probe = new RateProbe();
    for (int i = 0; i < objects; i++) {
      History.of("page " + i, upload(Instant.EPOCH, "bytes")).writeTo(backup, layout);
      probe.offer(new ObjectKey("page " + i), alive(new ObjectKey("page " + i)));
    }
    StagingLimits limits =
        new StagingLimits(1 << 20, 1 << 20, work, 1 << 20, StagingLimits.MOST_PATIENCE);
    try (Staging staging = Staging.open(limits)) {
      BackupAccess access = new BackupAccess(counting(), backup, layout);
      return probe.measure(new VersionFetch(access, staging, ONCE, _ -> {}));
    }
  }

  private KeyAsOf.Alive alive(ObjectKey key) {
    return KeyGroups.of(BackupAccess.of(backup, layout), key, new Attempts(ONCE))
        .map(entries -> AsOf.latest().read(entries).state())
        .map(KeyAsOf.Alive.class::cast)
        .orElseThrow();
  }

  private ObjectReader counting() {
    return new ObjectReader() {
      @Override
      public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
        reads.incrementAndGet();
        if (full) {
          throw new UncheckedIOException("cannot stage", new IOException("no space left"));
        }
        return backup.get(key, unlessMatching);
      }

      @Override
      public Look head(ObjectKey key) {
        return backup.head(key);
      }
    };
  }
}
