package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryMetadata;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a version into a file, from the first of its copies whose bytes are right. */
final class CopyReader {
  private static final int BUFFER = 128 * 1024;

  private final ObjectReader reader;
  private final PatientReads patience;
  private final BackupLayout layout;

  /**
   * @param reader that asks once
   * @param patience to ask it again with, bodies included
   */
  CopyReader(ObjectReader reader, PatientReads patience, BackupLayout layout) {
    this.reader = reader;
    this.patience = patience;
    this.layout = layout;
  }

  /** A copy that is none. */
  record Damaged(HeldEntry entry, String why) {}

  /**
   * What was read.
   *
   * @param entry the copy that served
   * @param headers the source's own
   */
  record Served(HeldEntry entry, ObjectHeaders headers) {}

  /**
   * What came of it.
   *
   * @param served empty if no copy is right
   * @param damaged those that were tried before
   */
  record Outcome(Optional<Served> served, List<Damaged> damaged) {}

  /**
   * Reads {@code copies} in their order until one is right, and leaves its bytes in {@code file}.
   *
   * @param copies of one version, as {@code KeyAsOf.Alive} has them
   * @throws fr.mangatheque.continuity.storage.StoreException if the store fails
   * @throws UncheckedIOException if the file cannot be written
   */
  Outcome read(ObjectKey key, List<HeldEntry> copies, Path file) {
    List<Damaged> damaged = new ArrayList<>();
    for (HeldEntry copy : copies) {
      Attempt attempt = patience.patiently(() -> attempt(key, copy, file));
      if (attempt instanceof Wrong) {
        // what came may have been changed on its way: only twice the same is the store's
        attempt = patience.patiently(() -> attempt(key, copy, file));
      }
      switch (attempt) {
        case Right(ObjectHeaders headers) -> {
          return new Outcome(Optional.of(new Served(copy, headers)), damaged);
        }
        case Wrong(String why) -> damaged.add(new Damaged(copy, why));
      }
    }
    return new Outcome(Optional.empty(), damaged);
  }

  private sealed interface Attempt {}

  private record Right(ObjectHeaders headers) implements Attempt {}

  private record Wrong(String why) implements Attempt {}

  private Attempt attempt(ObjectKey key, HeldEntry copy, Path file) {
    try (Read read = reader.get(layout.entry(key, copy.name()), null)) {
      return switch (read) {
        case Read.Found found -> compared(copy, found, write(found.body(), file));
        case Read.Absent _, Read.NotModified _ ->
            new Wrong("is listed and not there: somebody deleted it from the backup");
      };
    }
  }

  private static Attempt compared(HeldEntry copy, Read.Found found, Sha256 read) {
    boolean right =
        copy.name() instanceof EntryName.Version version && version.sha256().equals(read);
    return right
        ? new Right(EntryMetadata.split(found.info().headers()).original())
        : new Wrong("has bytes with the SHA-256 " + read + ": it has rotted or was overwritten");
  }

  private static Sha256 write(InputStream body, Path file) {
    MessageDigest sha256 = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = Channels.newOutputStream(channel)) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        sha256.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to " + file.getParent() + ": " + e.getMessage(), e);
    }
    return Sha256.of(sha256.digest());
  }
}
