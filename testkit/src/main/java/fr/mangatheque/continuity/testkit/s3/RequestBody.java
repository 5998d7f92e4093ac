package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A request's body as framed by HTTP: of a known length, chunked, or none. Sends the interim answer
 * a client waits for when, and only when, the body is first read.
 */
final class RequestBody extends InputStream {
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);
  private static final long UNKNOWN = -1;

  private final HttpInput in;
  private final OutputStream out;
  private final long length;
  private boolean continueDue;
  private long left;
  private long received;
  private boolean ended;

  private RequestBody(HttpInput in, OutputStream out, long length, boolean continueDue) {
    this.in = in;
    this.out = out;
    this.length = length;
    this.left = length == UNKNOWN ? 0 : length;
    this.ended = length == 0;
    this.continueDue = continueDue && !ended;
  }

  static RequestBody of(RequestHead head, HttpInput in, OutputStream out)
      throws MalformedRequestException {
    return new RequestBody(in, out, length(head.headers()), head.expectsContinue());
  }

  /** Whether the client said how long the body is. */
  boolean hasLength() {
    return length != UNKNOWN;
  }

  long length() {
    return length;
  }

  long received() {
    return received;
  }

  /** Whether the client still waits to be told to send the body, and may never send it. */
  boolean isAwaited() {
    return continueDue;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    if (continueDue) {
      continueDue = false;
      out.write(CONTINUE);
      out.flush();
    }
    if (!ended && left == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(wanted, left));
    if (count < 0) {
      throw new EOFException("the client ended the connection " + left + " bytes early");
    }
    received += count;
    left -= count;
    if (left == 0) {
      if (hasLength()) {
        ended = true;
      } else {
        in.requiredLine();
      }
    }
    return count;
  }

  /** Reads what is left, so that the next request on the connection can be found. */
  void drain() throws IOException {
    byte[] waste = new byte[ended ? 1 : 16 * 1024];
    int count = 0;
    while (!ended && count >= 0) {
      count = read(waste, 0, waste.length);
    }
  }

  /** Reads whatever comes until the client ends the connection. */
  void swallow() throws IOException {
    byte[] waste = new byte[16 * 1024];
    int count = 0;
    while (count >= 0) {
      count = in.read(waste, 0, waste.length);
    }
  }

  private void nextChunk() throws IOException {
    left = chunkLength(in.requiredLine());
    if (left == 0) {
      ended = true;
      String trailer = in.requiredLine();
      while (!trailer.isEmpty()) {
        trailer = in.requiredLine();
      }
    }
  }

  private static long chunkLength(String line) throws MalformedRequestException {
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).strip();
    try {
      return Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      throw new MalformedRequestException("not a chunk's length: " + line);
    }
  }

  private static long length(Headers headers) throws MalformedRequestException {
    String encoding = headers.get("transfer-encoding");
    if (encoding != null) {
      if (!encoding.equalsIgnoreCase("chunked")) {
        throw new MalformedRequestException("unknown Transfer-Encoding: " + encoding);
      }
      return UNKNOWN;
    }
    String length = headers.get("content-length");
    if (length == null) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new MalformedRequestException("not a Content-Length: " + length);
    }
  }
}
