package fr.mangatheque.continuity.producer.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A sender that writes what it likes, be it HTTP or not. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
  }

  /** False if the other side has gone. */
  boolean write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return true;
    } catch (IOException e) {
      // Being cut off is an answer too.
      return false;
    }
  }

  boolean write(String text) {
    return write(text.getBytes(UTF_8));
  }

  /** Says that nothing more comes. */
  void finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // It was cut off before.
      return;
    }
  }

  /** All that comes until the other side closes. */
  String rest() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(all);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("it was not closed, after: " + all.toString(ISO_8859_1), e);
    } catch (SocketException e) {
      // Reset: what came before counts.
      return all.toString(UTF_8);
    } catch (IOException e) {
      throw new AssertionError("cannot read", e);
    }
    return all.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
