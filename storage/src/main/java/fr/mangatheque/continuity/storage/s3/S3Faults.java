package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what the SDK throws into what a store can fail with: the only place that does. */
final class S3Faults {
  private static final int LONGEST_CHAIN = 16;

  private S3Faults() {}

  /**
   * What {@code failure} means.
   *
   * @param what the operation, object and bucket, for the message
   * @param now our time
   * @return for a fault of ours, such as content that cannot be read, the exception of it
   */
  static RuntimeException of(String what, RuntimeException failure, Instant now) {
    Optional<UnreadableContentException> ours = inChain(failure, UnreadableContentException.class);
    if (ours.isPresent()) {
      return new UncheckedIOException(what + " failed: its content is unreadable", ours.get().io());
    }
    return switch (failure) {
      case StoreException e -> e;
      case S3Exception e -> answered(what, e, now);
      default -> unanswered(what, failure);
    };
  }

  /** What it means that the body of an answer cannot be read on. */
  static StoreException ofBody(String what, IOException failure) {
    return StoreException.of(brokenBy(failure), what + " broke off: " + words(failure), failure);
  }

  private static StoreException answered(String what, S3Exception e, Instant now) {
    String code = code(e);
    String said =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorMessage).orElse("");
    StoreFault fault = S3Codes.fault(e.statusCode(), code);
    String message =
        what
            + " failed: the store answered "
            + e.statusCode()
            + (code.isEmpty() ? "" : " " + code)
            + (said == null || said.isBlank() ? "" : ", " + said)
            + (e.requestId() == null ? "" : " (request " + e.requestId() + ")");
    return StoreException.of(fault, message, e, retryAfter(e, now).orElse(null));
  }

  private static StoreException unanswered(String what, RuntimeException failure) {
    StoreFault fault =
        switch (failure) {
          case ApiCallAttemptTimeoutException _, ApiCallTimeoutException _ -> StoreFault.TIMEOUT;
          case AbortedException _ -> StoreFault.UNREACHABLE;
          default ->
              inChain(failure, IOException.class)
                  .map(S3Faults::brokenBy)
                  .orElse(StoreFault.PROTOCOL);
        };
    return StoreException.of(fault, what + " failed: " + allWords(failure), failure);
  }

  private static StoreFault brokenBy(IOException failure) {
    return switch (failure) {
      case ConnectTimeoutException _ -> StoreFault.UNREACHABLE;
      case SocketTimeoutException _, InterruptedIOException _ -> StoreFault.TIMEOUT;
      case ConnectionClosedException _ -> StoreFault.CUT_SHORT;
      default -> StoreFault.UNREACHABLE;
    };
  }

  /** The store's code; empty if it gave none. */
  static String code(S3Exception e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  /** A header of the answer that is an error. */
  static Optional<String> header(S3Exception e, String name) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader(name));
  }

  /** The Date of the answer that is an error, or our time where it has none. */
  static Instant date(S3Exception e, InstantSource clock) {
    return header(e, "Date").flatMap(HttpDate::parse).orElseGet(clock::instant);
  }

  private static Optional<Duration> retryAfter(S3Exception e, Instant now) {
    return header(e, "Retry-After")
        .flatMap(
            value ->
                value.matches("\\d{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                    : HttpDate.parse(value).map(until -> Duration.between(now, until)))
        .filter(Duration::isPositive);
  }

  private static <T extends Throwable> Optional<T> inChain(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .limit(LONGEST_CHAIN)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  /** Of the whole chain: the SDK says little, what it met says why. */
  private static String allWords(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .limit(LONGEST_CHAIN)
        .map(S3Faults::words)
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static String words(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
