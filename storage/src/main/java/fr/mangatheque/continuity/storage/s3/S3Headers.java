package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/**
 * What goes beside content, between HTTP's words and ours. HTTP headers are ASCII: text beyond it
 * is read as UTF-8, which is what senders mean by it, and written as RFC 2047 says, which is how S3
 * itself gives it back.
 */
final class S3Headers {
  private static final int SHA256_BASE64_LENGTH = 44;
  private static final String METADATA = "x-amz-meta-";

  private S3Headers() {}

  /** What an answer to GET or HEAD says of the object. */
  static ObjectInfo info(String what, ObjectKey key, SdkHttpResponse head, InstantSource clock) {
    return new ObjectInfo(
        key,
        length(what, head),
        etag(what, value(head, "ETag")),
        required(
            what,
            head.firstMatchingHeader("Last-Modified").flatMap(HttpDate::parse).orElse(null),
            "Last-Modified"),
        headers(head),
        sha256(value(head, ObjectRequests.CHECKSUM)),
        date(head, clock));
  }

  private static long length(String what, SdkHttpResponse head) {
    String length = value(head, "Content-Length");
    if (length == null) {
      throw StoreException.of(
          StoreFault.LENGTH_UNKNOWN,
          what + " came without a Content-Length: where it ends cannot be known",
          null);
    }
    try {
      return Long.parseUnsignedLong(length.strip());
    } catch (NumberFormatException e) {
      throw StoreException.of(
          StoreFault.PROTOCOL, what + " came with a Content-Length that is none", e);
    }
  }

  private static @Nullable String value(SdkHttpResponse head, String name) {
    return head.firstMatchingHeader(name).orElse(null);
  }

  static ETag etag(String what, @Nullable String header) {
    try {
      return ETag.ofHeader(required(what, header, "ETag"));
    } catch (IllegalArgumentException e) {
      throw StoreException.of(StoreFault.PROTOCOL, what + " came with an ETag that is none", e);
    }
  }

  static <T> T required(String what, @Nullable T value, String name) {
    if (value == null) {
      throw StoreException.of(
          StoreFault.PROTOCOL, what + " was answered without a valid " + name, null);
    }
    return value;
  }

  /** The answer's Date, or our time where it has none. */
  static Instant date(SdkHttpResponse response, InstantSource clock) {
    return response.firstMatchingHeader("Date").flatMap(HttpDate::parse).orElseGet(clock::instant);
  }

  /** That of whole content; one of parts has a dash and their number behind it. */
  private static @Nullable Sha256 sha256(@Nullable String base64) {
    if (base64 == null || base64.length() != SHA256_BASE64_LENGTH) {
      return null;
    }
    try {
      return Sha256.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static ObjectHeaders headers(SdkHttpResponse head) {
    Map<String, String> metadata = new HashMap<>();
    head.forEachHeader(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(METADATA)) {
            metadata.merge(
                lower.substring(METADATA.length()),
                values.stream()
                    .map(value -> Optional.ofNullable(received(value)).orElse(""))
                    .collect(Collectors.joining(",")),
                (first, second) -> first + "," + second);
          }
        });
    return new ObjectHeaders(
        received(value(head, "Content-Type")),
        received(value(head, "Cache-Control")),
        received(value(head, "Content-Disposition")),
        received(value(head, "Content-Encoding")),
        received(value(head, "Content-Language")),
        received(value(head, "Expires")),
        Map.copyOf(metadata));
  }

  /** As headers of a request, by names in lower case. */
  static void apply(ObjectHeaders headers, Map<String, String> request) {
    put(request, "content-type", headers.contentType());
    put(request, "cache-control", headers.cacheControl());
    put(request, "content-disposition", headers.contentDisposition());
    put(request, "content-encoding", headers.contentEncoding());
    put(request, "content-language", headers.contentLanguage());
    put(request, "expires", headers.expires());
    headers
        .userMetadata()
        .forEach((name, value) -> put(request, METADATA + name.toLowerCase(Locale.ROOT), value));
  }

  private static void put(Map<String, String> request, String name, @Nullable String value) {
    String sent = sent(value);
    if (sent != null) {
      request.put(name, sent);
    }
  }

  static void apply(ObjectHeaders headers, CreateMultipartUploadRequest.Builder request) {
    request
        .contentType(sent(headers.contentType()))
        .cacheControl(sent(headers.cacheControl()))
        .contentDisposition(sent(headers.contentDisposition()))
        .contentEncoding(sent(headers.contentEncoding()))
        .contentLanguage(sent(headers.contentLanguage()))
        .metadata(sent(headers.userMetadata()));
    if (headers.expires() != null) {
      request.overrideConfiguration(o -> o.putHeader("Expires", sent(headers.expires())));
    }
  }

  private static Map<String, String> sent(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, e -> Optional.ofNullable(sent(e.getValue())).orElse("")));
  }

  static @Nullable String sent(@Nullable String text) {
    if (text == null || text.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\t')) {
      return text;
    }
    String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "=?UTF-8?B?" + base64 + "?=";
  }

  /** The HTTP client makes a character of each byte. */
  private static @Nullable String received(@Nullable String header) {
    if (header == null || header.chars().allMatch(c -> c < 0x80)) {
      return header;
    }
    if (header.chars().anyMatch(c -> c > 0xff)) {
      return header;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException _) {
      return header;
    }
  }
}
