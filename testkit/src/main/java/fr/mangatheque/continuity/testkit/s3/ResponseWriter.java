package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes answers to a socket: head and small bodies in one write, large bodies straight from where
 * they are stored.
 */
final class ResponseWriter {
  private final OutputStream out;
  private final byte[] buffer = new byte[32 * 1024];
  private int used;

  ResponseWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes the head and, unless the request was HEAD, the body. */
  void write(Response response, boolean headOnly, boolean close) throws IOException {
    head(response, close, true);
    if (!headOnly && response.mayHaveBody()) {
      body(response, response.offset(), response.length());
    }
    flush();
  }

  /** Writes the head; Content-Length only if told to. */
  void head(Response response, boolean close, boolean withLength) throws IOException {
    used = 0;
    text("HTTP/1.1 ");
    text(Integer.toString(response.status()));
    text(" ");
    text(response.reason());
    text("\r\n");
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      line(header.getKey(), header.getValue());
    }
    if (withLength && response.mayHaveBody()) {
      line("Content-Length", Long.toString(response.length()));
    }
    if (close) {
      line("Connection", "close");
    }
    text("\r\n");
  }

  void body(Response response, long offset, long length) throws IOException {
    response.content().writeTo(this::append, offset, length);
  }

  void flush() throws IOException {
    if (used > 0) {
      out.write(buffer, 0, used);
      used = 0;
    }
    out.flush();
  }

  private void append(byte[] bytes, int offset, int length) throws IOException {
    int fits = Math.min(length, buffer.length - used);
    System.arraycopy(bytes, offset, buffer, used, fits);
    used += fits;
    if (fits < length) {
      flush();
      out.write(bytes, offset + fits, length - fits);
    }
  }

  private void line(String name, String value) throws IOException {
    text(name);
    text(": ");
    text(value);
    text("\r\n");
  }

  private void text(String text) throws IOException {
    if (text.length() > buffer.length - used) {
      flush();
    }
    for (int i = 0; i < text.length(); i++) {
      buffer[used++] = (byte) text.charAt(i);
    }
  }
}
