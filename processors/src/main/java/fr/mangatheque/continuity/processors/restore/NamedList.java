package fr.mangatheque.continuity.processors.restore;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes down objects a person should hear of: all into a file, the first into memory. Thread-safe.
 */
final class NamedList implements AutoCloseable {
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<NamedObject> first = new ArrayList<>();
  private Amount amount = Amount.NOTHING;
  private @Nullable BufferedWriter out;

  /**
   * @param name of the file, which is made when there is something to take down
   */
  NamedList(Path directory, String name) {
    this.file = directory.resolve(name + ".tsv");
  }

  void add(NamedObject object) {
    lock.lock();
    try {
      amount = amount.plusOne(object.bytes());
      if (first.size() < NamedObjects.SHOWN) {
        first.add(object);
      }
      write(object);
    } finally {
      lock.unlock();
    }
  }

  void add(String name, long bytes, String detail) {
    add(new NamedObject(name, bytes, detail));
  }

  private void write(NamedObject object) {
    try {
      BufferedWriter writer = out;
      if (writer == null) {
        writer = Files.newBufferedWriter(file);
        out = writer;
      }
      writer.write(
          object.bytes() + "\t" + Tsv.escape(object.name()) + "\t" + Tsv.escape(object.detail()));
      writer.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  /** What was taken down so far; what comes later is not in it. */
  NamedObjects soFar() {
    lock.lock();
    try {
      if (out != null) {
        out.flush();
      }
      return new NamedObjects(amount, first, out == null ? null : file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    } finally {
      lock.unlock();
    }
  }
}
