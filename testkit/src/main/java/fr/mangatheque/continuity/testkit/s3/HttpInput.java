package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What a client sends on one connection, buffered, and slowed down when a fault says so. */
final class HttpInput extends InputStream {
  private static final int LONGEST_LINE = 64 * 1024;

  private final InputStream socket;
  private final byte[] buffer = new byte[16 * 1024];
  private @Nullable Pacer pacer;
  private int next;
  private int limit;

  HttpInput(InputStream socket) {
    this.socket = socket;
  }

  /** From now on no faster than the pacer allows; as fast as can be when null. */
  void pace(@Nullable Pacer pacer) {
    this.pacer = pacer;
  }

  @Override
  public int read() throws IOException {
    if (next == limit && !fill()) {
      return -1;
    }
    return buffer[next++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int wanted = pacer == null ? length : pacer.allow(length);
    if (next == limit) {
      if (wanted >= buffer.length) {
        return socket.read(into, offset, wanted);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(wanted, limit - next);
    System.arraycopy(buffer, next, into, offset, count);
    next += count;
    return count;
  }

  /** The next line without its end, or null where the stream ends before its first byte. */
  @Nullable String line() throws IOException {
    String start = null;
    while (true) {
      if (next == limit && !fill()) {
        if (start == null) {
          return null;
        }
        throw new EOFException("the connection ended within a line");
      }
      int from = next;
      while (next < limit && buffer[next] != '\n') {
        next++;
      }
      String piece = new String(buffer, from, next - from, ISO_8859_1);
      String line = start == null ? piece : start + piece;
      if (next < limit) {
        next++;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
      start = line;
    }
  }

  /** A line that must be there. */
  String requiredLine() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("the connection ended where a line was due");
    }
    return line;
  }

  private boolean fill() throws IOException {
    limit = 0;
    next = 0;
    int count = socket.read(buffer, 0, buffer.length);
    if (count <= 0) {
      return false;
    }
    limit = count;
    return true;
  }
}
