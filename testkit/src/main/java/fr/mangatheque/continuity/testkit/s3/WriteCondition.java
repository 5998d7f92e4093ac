package fr.mangatheque.continuity.testkit.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of a key, at the moment of the write, for the write to take effect. */
sealed interface WriteCondition {
  record None() implements WriteCondition {}

  record Absent() implements WriteCondition {}

  record Matches(String etag) implements WriteCondition {}

  static WriteCondition of(Headers headers) {
    String absent = headers.get("if-none-match");
    if (absent != null) {
      if (!absent.equals("*")) {
        throw S3Error.of(ErrorCode.NOT_IMPLEMENTED);
      }
      return new Absent();
    }
    String etag = headers.get("if-match");
    return etag == null ? new None() : new Matches(etag);
  }

  /** Throws the error S3 answers when the condition does not hold. */
  default void check(@Nullable StoredObject present) {
    switch (this) {
      case None _ -> {}
      case Absent _ -> {
        if (present != null) {
          throw failed("If-None-Match");
        }
      }
      case Matches(String etag) -> {
        if (present == null) {
          throw S3Error.of(ErrorCode.NO_SUCH_KEY);
        }
        if (!etag.equals("*") && !ETags.same(etag, present.etag())) {
          throw failed("If-Match");
        }
      }
    }
  }

  private static S3Error failed(String condition) {
    return S3Error.of(
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.PRECONDITION_FAILED.message(),
        Map.of("Condition", condition));
  }
}
