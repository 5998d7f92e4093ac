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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What goes beside content, between the SDK's words and ours. HTTP headers are ASCII: text beyond
 * it is read as UTF-8, which is what senders mean by it, and written as RFC 2047 says, which is how
 * S3 itself gives it back.
 */
final class S3Headers {
  private static final int SHA256_BASE64_LENGTH = 44;

  private S3Headers() {}

  static ObjectInfo info(String what, ObjectKey key, GetObjectResponse r, InstantSource clock) {
    return info(
        what,
        key,
        r.contentLength(),
        r.eTag(),
        r.lastModified(),
        headers(
            r.contentType(),
            r.cacheControl(),
            r.contentDisposition(),
            r.contentEncoding(),
            r.contentLanguage(),
            r.expiresString(),
            r.metadata()),
        r.checksumSHA256(),
        date(r.sdkHttpResponse(), clock));
  }

  static ObjectInfo info(String what, ObjectKey key, HeadObjectResponse r, InstantSource clock) {
    return info(
        what,
        key,
        r.contentLength(),
        r.eTag(),
        r.lastModified(),
        headers(
            r.contentType(),
            r.cacheControl(),
            r.contentDisposition(),
            r.contentEncoding(),
            r.contentLanguage(),
            r.expiresString(),
            r.metadata()),
        r.checksumSHA256(),
        date(r.sdkHttpResponse(), clock));
  }

  private static ObjectInfo info(
      String what,
      ObjectKey key,
      @Nullable Long length,
      @Nullable String etag,
      @Nullable Instant lastModified,
      ObjectHeaders headers,
      @Nullable String sha256,
      Instant date) {
    if (length == null) {
      throw StoreException.of(
          StoreFault.LENGTH_UNKNOWN,
          what + " came without a Content-Length: where it ends cannot be known",
          null);
    }
    return new ObjectInfo(
        key,
        length,
        etag(what, etag),
        required(what, lastModified, "Last-Modified"),
        headers,
        sha256(sha256),
        date);
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
    return response
        .firstMatchingHeader("Date")
        .flatMap(S3Faults::httpDate)
        .orElseGet(clock::instant);
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

  private static ObjectHeaders headers(
      @Nullable String contentType,
      @Nullable String cacheControl,
      @Nullable String contentDisposition,
      @Nullable String contentEncoding,
      @Nullable String contentLanguage,
      @Nullable String expires,
      Map<String, String> metadata) {
    return new ObjectHeaders(
        received(contentType),
        received(cacheControl),
        received(contentDisposition),
        received(contentEncoding),
        received(contentLanguage),
        received(expires),
        metadata.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    e -> e.getKey().toLowerCase(Locale.ROOT),
                    e -> Optional.ofNullable(received(e.getValue())).orElse(""),
                    (first, second) -> first + "," + second)));
  }

  static void apply(ObjectHeaders headers, PutObjectRequest.Builder request) {
    request
        .contentType(sent(headers.contentType()))
        .cacheControl(sent(headers.cacheControl()))
        .contentDisposition(sent(headers.contentDisposition()))
        .contentEncoding(sent(headers.contentEncoding()))
        .contentLanguage(sent(headers.contentLanguage()))
        .metadata(sent(headers.userMetadata()));
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
