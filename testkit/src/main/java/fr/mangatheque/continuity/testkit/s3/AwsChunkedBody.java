package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * Undoes S3's own chunking of a body ({@code aws-chunked}), with or without a signature on each
 * chunk, and takes in the trailers behind it.
 */
final class AwsChunkedBody {
  private static final String EMPTY_HASH = Digests.hex(Digests.sha256(new byte[0]));

  private final InputStream body;
  private final Caller caller;
  private final boolean signed;
  private final Headers trailers = new Headers();
  private String previous;

  AwsChunkedBody(InputStream body, Caller caller, boolean signed) {
    this.body = body;
    this.caller = caller;
    this.signed = signed;
    this.previous = caller.claim().signature();
  }

  /** Reads all of it, which must be as long as announced, and the trailers. */
  byte[] readFully(int decodedLength) throws IOException {
    byte[] bytes = new byte[decodedLength];
    int at = 0;
    while (true) {
      String line = line();
      int semicolon = line.indexOf(';');
      int size = size(semicolon < 0 ? line : line.substring(0, semicolon));
      if (size > decodedLength - at) {
        throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
      }
      if (body.readNBytes(bytes, at, size) < size) {
        throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
      }
      if (signed) {
        checkChunk(line.substring(semicolon + 1), bytes, at, size);
      }
      at += size;
      if (size == 0) {
        break;
      }
      if (!line().isEmpty()) {
        throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
      }
    }
    if (at < decodedLength) {
      throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
    }
    readTrailers();
    return bytes;
  }

  Headers trailers() {
    return trailers;
  }

  private void readTrailers() throws IOException {
    var toSign = new StringBuilder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
      }
      String name = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      trailers.add(name, value);
      if (!name.equalsIgnoreCase("x-amz-trailer-signature")) {
        toSign.append(name.toLowerCase(Locale.ROOT)).append(':').append(value).append('\n');
      }
    }
    if (signed && caller.claim().payload().endsWith("-TRAILER")) {
      String hash = Digests.hex(Digests.sha256(toSign.toString().getBytes(ISO_8859_1)));
      check(
          String.valueOf(trailers.get("x-amz-trailer-signature")),
          sign("AWS4-HMAC-SHA256-TRAILER", hash));
    }
  }

  private void checkChunk(String extension, byte[] bytes, int offset, int size) {
    MessageDigest digest = Digests.named("SHA-256");
    digest.update(bytes, offset, size);
    String expected =
        sign("AWS4-HMAC-SHA256-PAYLOAD", EMPTY_HASH + '\n' + Digests.hex(digest.digest()));
    check(extension.replace("chunk-signature=", ""), expected);
  }

  private String sign(String algorithm, String hashes) {
    SignatureClaim claim = caller.claim();
    String text = String.join("\n", algorithm, claim.timestamp(), claim.scope(), previous, hashes);
    return Digests.hex(Digests.hmacSha256(caller.signingKey(), text.getBytes(UTF_8)));
  }

  private void check(String given, String expected) {
    if (!given.equals(expected)) {
      throw S3Error.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
    previous = expected;
  }

  private int size(String hex) {
    try {
      return Integer.parseInt(hex.strip(), 16);
    } catch (NumberFormatException e) {
      throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder(100);
    for (int b = body.read(); b != '\n'; b = body.read()) {
      if (b < 0) {
        throw S3Error.of(ErrorCode.INCOMPLETE_BODY);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
