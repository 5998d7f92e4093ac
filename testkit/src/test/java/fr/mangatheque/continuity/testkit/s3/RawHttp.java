package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection on which a test writes and reads every byte itself. */
final class RawHttp implements AutoCloseable {
  record Answer(int status, Map<String, String> headers, String body) {}

  private final Socket socket;
  private final HttpInput in;

  RawHttp(S3Server server) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort());
    socket.setSoTimeout(10_000);
    in = new HttpInput(socket.getInputStream());
  }

  /** The first lines of a request for a presigned address. */
  static String head(String method, URI address) {
    return method
        + " "
        + address.getRawPath()
        + "?"
        + address.getRawQuery()
        + " HTTP/1.1\r\nHost: "
        + address.getAuthority()
        + "\r\n";
  }

  RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  Answer answer() throws IOException {
    return answer(true);
  }

  Answer answer(boolean withBody) throws IOException {
    return rest(in.requiredLine(), withBody);
  }

  /** All that comes until the connection ends. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  boolean isEnded() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Answer rest(String status, boolean withBody) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (String line = in.requiredLine(); !line.isEmpty(); line = in.requiredLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = withBody ? new String(in.readNBytes(length), ISO_8859_1) : "";
    return new Answer(Integer.parseInt(status.substring(9, 12)), headers, body);
  }
}
