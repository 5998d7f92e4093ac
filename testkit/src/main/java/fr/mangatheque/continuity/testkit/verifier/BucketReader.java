package fr.mangatheque.continuity.testkit.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Lists and reads a bucket over HTTP. Thread-safe; calls block and throw what goes wrong. */
final class BucketReader {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  private final HttpClient http;
  private final BucketAddress address;
  private final RequestSignature signature;
  private final InstantSource clock;

  BucketReader(HttpClient http, BucketAddress address, InstantSource clock) {
    this.http = http;
    this.address = address;
    this.signature = new RequestSignature(address);
    this.clock = clock;
  }

  BucketAddress address() {
    return address;
  }

  /** All objects whose names start with the address's prefix, in listing order. */
  List<Listed> list() {
    List<Listed> all = new ArrayList<>();
    String token = "";
    do {
      TreeMap<String, String> query = new TreeMap<>();
      query.put("encoding-type", "url");
      query.put("list-type", "2");
      query.put("prefix", address.prefix());
      if (!token.isEmpty()) {
        query.put("continuation-token", token);
      }
      Element page;
      try (InputStream body = get("", query).body()) {
        page = parse(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      NodeList contents = page.getElementsByTagName("Contents");
      for (int i = 0; i < contents.getLength(); i++) {
        Element object = (Element) contents.item(i);
        all.add(
            new Listed(
                URLDecoder.decode(text(object, "Key"), UTF_8),
                Long.parseLong(text(object, "Size"))));
      }
      token = text(page, "NextContinuationToken");
    } while (!token.isEmpty());
    return all;
  }

  /** Reads an object to its end. */
  StoredBytes read(String name) {
    HttpResponse<InputStream> response = get(name, new TreeMap<>());
    MessageDigest digest = sha256();
    long size = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream body = response.body()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach(
            (header, values) -> {
              String lower = header.toLowerCase(Locale.ROOT);
              if (KEPT.contains(lower) || lower.startsWith("x-amz-meta-")) {
                headers.put(lower, String.join(",", values));
              }
            });
    return new StoredBytes(HexFormat.of().formatHex(digest.digest()), size, headers);
  }

  /** What a small object says. */
  String text(String name) {
    try (InputStream body = get(name, new TreeMap<>()).body()) {
      return new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  private HttpResponse<InputStream> get(String name, TreeMap<String, String> parameters) {
    String path = "/" + address.bucket() + (name.isEmpty() ? "" : "/" + escape(name, true));
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (parameter, value) ->
            query
                .append(query.isEmpty() ? "" : "&")
                .append(parameter)
                .append('=')
                .append(escape(value, false)));
    URI uri = URI.create(address.endpoint() + path + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    signature.headers(path, query.toString(), clock.instant()).forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        try (InputStream body = response.body()) {
          throw new IOException(
              uri + ": " + response.statusCode() + " " + new String(body.readAllBytes(), UTF_8));
        }
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + uri, e);
    }
  }

  private static String escape(String text, boolean slashesStay) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)
              || (slashesStay && c == '/');
      if (plain) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return escaped.toString();
  }

  private static Element parse(InputStream body) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(body)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("a listing that is not XML", e);
    }
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
