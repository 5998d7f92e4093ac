package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.EntryMetadata;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import fr.mangatheque.continuity.storage.staging.StagedContent;
import fr.mangatheque.continuity.storage.staging.Staging;
import fr.mangatheque.continuity.storage.staging.Staging.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version from the backup: the last of its copies that has the bytes its name says.
 * Thread-safe; calls block.
 */
public final class VersionFetch {
  /** A difference may have come on the way: it counts when it was seen so often. */
  private static final int READINGS = 2;

  private final BackupAccess backup;
  private final Staging staging;
  private final Attempts attempts;
  private final RestoreWatch watch;
  private final Consumer<NamedObject> damaged;

  /**
   * Reads with these retries.
   *
   * @param damaged told of each copy that is not what its name says, or is gone; from any thread
   */
  public VersionFetch(
      BackupAccess backup, Staging staging, Retries retries, Consumer<NamedObject> damaged) {
    this(backup, staging, new Attempts(retries, RestoreWatch.NONE), RestoreWatch.NONE, damaged);
  }

  VersionFetch(
      BackupAccess backup,
      Staging staging,
      Attempts attempts,
      RestoreWatch watch,
      Consumer<NamedObject> damaged) {
    this.backup = backup;
    this.staging = staging;
    this.attempts = attempts;
    this.watch = watch;
    this.damaged = damaged;
  }

  /** What came of it. */
  public sealed interface Fetched {
    /**
     * The bytes, which have the hash in the version's name; to be closed.
     *
     * @param headers as the source kept them
     */
    record Found(EntryName.Version version, StagedContent content, ObjectHeaders headers)
        implements Fetched {}

    /** No copy has the right bytes. */
    record Lost(String reason) implements Fetched {}
  }

  private sealed interface Copy {
    record Good(StagedContent content, ObjectHeaders headers) implements Copy {}

    record Bad(String why) implements Copy {}
  }

  /**
   * Reads a version of {@code key}.
   *
   * @throws StoreException if the backup could not be asked, so that nothing is known of a copy
   */
  public Fetched fetch(ObjectKey key, KeyAsOf.Alive alive) {
    StringBuilder reasons = new StringBuilder();
    StoreException unknown = null;
    for (HeldEntry copy : alive.copies()) {
      if (!(copy.name() instanceof EntryName.Version version)) {
        continue;
      }
      ObjectKey name = backup.layout().entry(key, version);
      try {
        switch (attempts.of("GET of " + name, () -> read(name, version))) {
          case Copy.Good good -> {
            return new Fetched.Found(version, good.content(), good.headers());
          }
          case Copy.Bad bad -> {
            damaged.accept(new NamedObject(name.value(), copy.size(), bad.why()));
            reasons
                .append(reasons.isEmpty() ? "" : "; ")
                .append(name)
                .append(' ')
                .append(bad.why());
          }
        }
      } catch (StoreException.Transient e) {
        unknown = first(unknown, e);
      }
    }
    if (unknown != null) {
      throw unknown;
    }
    return new Fetched.Lost("the backup has no good copy of this version: " + reasons);
  }

  private static StoreException first(@Nullable StoreException one, StoreException other) {
    return one == null ? other : one;
  }

  private Copy read(ObjectKey name, EntryName.Version version) throws InterruptedException {
    for (int reading = 1; ; reading++) {
      try (Read read = backup.reader().get(name, null)) {
        switch (read) {
          case Read.Absent _ -> {
            return new Copy.Bad("is listed, but not there");
          }
          case Read.NotModified _ ->
              throw StoreException.of(
                  StoreFault.PROTOCOL, "GET of " + name + " was answered with 304", null);
          case Read.Found found -> {
            StagedContent content = stage(name, found);
            if (content.sha256().equals(version.sha256())) {
              return new Copy.Good(content, EntryMetadata.split(found.info().headers()).original());
            }
            content.close();
            if (reading == READINGS) {
              return new Copy.Bad("has bytes with the SHA-256 " + content.sha256());
            }
          }
        }
      }
    }
  }

  private StagedContent stage(ObjectKey name, Read.Found found) throws InterruptedException {
    try (InputStream body = new WatchedBody(found.body(), watch)) {
      return staging.stage(body, found.info().size(), name.value(), Hashing.SHA256);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the body of " + name, e);
    }
  }
}
