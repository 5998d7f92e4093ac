package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request's first line and headers.
 *
 * @param path the path as it came, percent-encoded
 * @param query the query as it came, without its question mark; empty when there is none
 */
record RequestHead(String method, String path, String query, boolean http11, Headers headers) {

  /** Reads the next one; null where the client ended the connection instead. */
  static @Nullable RequestHead read(HttpInput in) throws IOException {
    String line = in.line();
    while (line != null && line.isEmpty()) {
      line = in.line();
    }
    if (line == null) {
      return null;
    }
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || last == first || !line.startsWith("HTTP/1.", last + 1)) {
      throw new MalformedRequestException("not a request line: " + line);
    }
    String target = origin(line.substring(first + 1, last));
    int question = target.indexOf('?');
    return new RequestHead(
        line.substring(0, first),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        line.endsWith("1"),
        headers(in));
  }

  boolean wantsClose() {
    String connection = headers.get("connection");
    return connection == null ? !http11 : connection.toLowerCase(Locale.ROOT).contains("close");
  }

  boolean expectsContinue() {
    return "100-continue".equalsIgnoreCase(headers.get("expect"));
  }

  private static Headers headers(HttpInput in) throws IOException {
    var headers = new Headers();
    for (String line = in.requiredLine(); !line.isEmpty(); line = in.requiredLine()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new MalformedRequestException("not a header line: " + line);
      }
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  /** Strips scheme and host from the form that clients send to proxies. */
  private static String origin(String target) throws MalformedRequestException {
    if (target.startsWith("/")) {
      return target;
    }
    int host = target.indexOf("://");
    int path = host < 0 ? -1 : target.indexOf('/', host + 3);
    if (path < 0) {
      throw new MalformedRequestException("not a request target: " + target);
    }
    return target.substring(path);
  }
}
