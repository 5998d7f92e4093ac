package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.ETag;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** On what a write depends, as far as the endpoint is to see to it. */
sealed interface WriteCondition {
  int NOT_FOUND = 404;
  int PRECONDITION_FAILED = 412;

  /** On nothing: the endpoint takes no conditions. */
  record None() implements WriteCondition {}

  /** The key is free. */
  record Free() implements WriteCondition {}

  /** The object has this tag. */
  record Tagged(ETag tag) implements WriteCondition {}

  /** As a header of a request, by its name in lower case. */
  default void apply(Map<String, String> request) {
    switch (this) {
      case None _ -> {}
      case Free _ -> request.put("if-none-match", "*");
      case Tagged tagged -> request.put("if-match", tagged.tag().quoted());
    }
  }

  default void apply(CompleteMultipartUploadRequest.Builder request) {
    switch (this) {
      case None _ -> {}
      case Free _ -> request.ifNoneMatch("*");
      case Tagged tagged -> request.ifMatch(tagged.tag().quoted());
    }
  }

  /** Whether a failure means that it did not hold. */
  default boolean failedBy(S3Exception e) {
    return switch (this) {
      case None _, Free _ -> e.statusCode() == PRECONDITION_FAILED;
      case Tagged _ ->
          e.statusCode() == PRECONDITION_FAILED
              || e.statusCode() == NOT_FOUND && S3Faults.code(e).equals("NoSuchKey");
    };
  }
}
