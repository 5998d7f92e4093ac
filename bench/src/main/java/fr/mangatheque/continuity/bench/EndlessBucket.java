package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A backup of any number of objects, of which only the listing exists: each page is computed when
 * it is asked for. So a listing can be measured that would fit into no memory.
 */
final class EndlessBucket implements AutoCloseable {
  static final String PREFIX = "site/";
  private static final int PAGE = 1_000;
  private static final String KEY = "site/objects/mangas/%09d.webp/";
  private static final String ENTRY =
      "20260102T030405.000Z~" + "0123456789abcdef".repeat(4) + "~9b2cf535f27731c974343645a3985328";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private volatile long names;

  EndlessBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void holds(long count) {
    names = count;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      long first = 0;
      for (String part : exchange.getRequestURI().getRawQuery().split("&")) {
        int equals = part.indexOf('=');
        String value = URLDecoder.decode(part.substring(equals + 1), UTF_8);
        switch (part.substring(0, Math.max(0, equals))) {
          case "continuation-token" -> first = Long.parseLong(value);
          case "start-after" -> first = after(value);
          default -> {}
        }
      }
      byte[] body = page(first).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /** The number of the first name behind {@code name}. */
  private static long after(String name) {
    String start = KEY.substring(0, KEY.indexOf('%'));
    if (!name.startsWith(start)) {
      return 0;
    }
    long number = Long.parseLong(name.substring(start.length(), start.length() + 9));
    return name.endsWith("/") ? number : number + 1;
  }

  private String page(long first) {
    long end = Math.min(names, first + PAGE);
    StringBuilder xml = new StringBuilder(400 * PAGE);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>")
        .append("<Name>safe</Name><EncodingType>url</EncodingType><IsTruncated>")
        .append(end < names)
        .append("</IsTruncated>");
    if (end < names) {
      xml.append("<NextContinuationToken>").append(end).append("</NextContinuationToken>");
    }
    for (long i = first; i < end; i++) {
      String number = Long.toString(i);
      xml.append("<Contents><Key>site/objects/mangas/")
          .append("0".repeat(9 - number.length()))
          .append(number)
          .append(".webp/")
          .append(ENTRY)
          .append("</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>")
          .append("<ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag>")
          .append("<Size>204800</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
    return xml.append("</ListBucketResult>").toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
