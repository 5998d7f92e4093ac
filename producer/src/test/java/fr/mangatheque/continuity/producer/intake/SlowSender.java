package fr.mangatheque.continuity.producer.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Sends one event, and stops in the middle for as long as it likes. */
final class SlowSender implements AutoCloseable {
  private final Socket socket;
  private final String rest;

  SlowSender(int port, String secret, String event) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    rest = event.substring(event.length() / 2);
    write(
        "POST /v1/events HTTP/1.1\r\nHost: intake\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + secret
            + "\r\nContent-Length: "
            + event.length()
            + "\r\n\r\n"
            + event.substring(0, event.length() / 2));
  }

  private void write(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  /** Sends the rest, and returns the first line of the answer. */
  String finish() throws IOException {
    write(rest);
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
