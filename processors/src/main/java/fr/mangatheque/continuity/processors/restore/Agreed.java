package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Meeting.Section;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a plan named as unprotected or extra, in a file in the order of a walk, so that a run, which
 * walks in the same order, finds it again without keeping it. One thread uses it.
 */
final class Agreed {
  private static final String FILE = "agreed.tsv";

  private Agreed() {}

  /** As what an object's present content was named. */
  record Named(boolean unprotected, boolean extra) {
    static final Named NOTHING = new Named(false, false);

    /** What a plan itself assumes: it is about to name it. */
    static final Named ALL = new Named(true, true);
  }

  private record Line(Section section, ObjectKey key, ETag etag, Named named) {
    String format() {
      return section
          + "\t"
          + (named.unprotected() ? "unprotected" : "")
          + "\t"
          + (named.extra() ? "extra" : "")
          + "\t"
          + Tsv.escape(etag.value())
          + "\t"
          + Tsv.escape(key.value());
    }

    static Line parse(String line) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 5) {
        throw new IllegalStateException("not a line of " + FILE + ": " + line);
      }
      return new Line(
          Section.valueOf(parts[0]),
          new ObjectKey(Tsv.unescape(parts[4])),
          new ETag(Tsv.unescape(parts[3])),
          new Named(!parts[1].isEmpty(), !parts[2].isEmpty()));
    }

    boolean isBefore(Section otherSection, ObjectKey other) {
      if (section != otherSection) {
        return section.compareTo(otherSection) < 0;
      }
      int order =
          section == Section.LISTED
              ? KeyOrder.INSTANCE.compare(key, other)
              : BackupLayout.hash(key).hex().compareTo(BackupLayout.hash(other).hex());
      return order < 0;
    }
  }

  /** Writes it. */
  static final class Writer implements AutoCloseable {
    private final BufferedWriter out;

    Writer(Path directory) {
      try {
        out = Files.newBufferedWriter(directory.resolve(FILE));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write to " + directory, e);
      }
    }

    void name(Section section, DestinationObject object, Named named) {
      try {
        out.write(new Line(section, object.key(), object.etag(), named).format());
        out.newLine();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write what the plan names", e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write what the plan names", e);
      }
    }
  }

  /** Reads it along a walk. */
  static final class Reader implements AutoCloseable {
    private final BufferedReader in;
    private @Nullable Line line;

    Reader(Path directory) {
      try {
        in = Files.newBufferedReader(directory.resolve(FILE));
        line = read();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot read what the plan named in " + directory + ": plan again", e);
      }
    }

    private @Nullable Line read() throws IOException {
      String text = in.readLine();
      return text == null ? null : Line.parse(text);
    }

    /**
     * As what the plan named a key; each key is asked for at most once, in the order of the walk.
     * Whether it still had the same content, {@link Mention#of} tells.
     */
    Mention mention(Section section, ObjectKey key) {
      try {
        while (line != null && line.isBefore(section, key)) {
          line = read();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read what the plan named", e);
      }
      return line != null && line.section() == section && line.key().equals(key)
          ? new Mention(line.etag(), line.named())
          : Mention.NONE;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read what the plan named", e);
      }
    }
  }

  /** What a plan said of a key. */
  record Mention(@Nullable ETag etag, Named named) {
    static final Mention NONE = new Mention(null, Named.NOTHING);

    /** As what it named the content that is there now. */
    Named of(@Nullable DestinationObject there) {
      return there != null && there.etag().equals(etag) ? named : Named.NOTHING;
    }
  }
}
