package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.StoreFault;

/**
 * What an error's status and code mean: the code where it is known, for stores differ in status.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class S3Codes {
  private S3Codes() {}

  /**
   * @param code empty if the answer had none
   */
  static StoreFault fault(int status, String code) {
    return switch (code) {
      case "NoSuchBucket" -> StoreFault.NO_SUCH_BUCKET;
      case "AccessDenied",
          "AccountProblem",
          "AllAccessDisabled",
          "AuthorizationHeaderMalformed",
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidSecurity",
          "InvalidToken",
          "NotSignedUp",
          "SignatureDoesNotMatch",
          "Unauthorized" ->
          StoreFault.ACCESS_DENIED;
      case "RequestTimeTooSkewed", "RequestExpired" -> StoreFault.CLOCK_SKEW;
      case "QuotaExceeded",
          "InsufficientStorage",
          "StorageFull",
          "StorageQuotaExceeded",
          "XMinioStorageFull",
          "XMinioAdminBucketQuotaExceeded" ->
          StoreFault.QUOTA_EXCEEDED;
      case "SlowDown",
          "RequestLimitExceeded",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests",
          "TooManyRequestsException" ->
          StoreFault.THROTTLED;
      case "BadDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch" ->
          StoreFault.CORRUPT;
      case "IncompleteBody" -> StoreFault.CUT_SHORT;
      case "RequestTimeout" -> StoreFault.TIMEOUT;
      // another request for the same key or upload is under way or was quicker
      case "ConditionalRequestConflict", "InternalError", "NoSuchUpload", "OperationAborted" ->
          StoreFault.SERVER_ERROR;
      default -> byStatus(status);
    };
  }

  private static StoreFault byStatus(int status) {
    return switch (status) {
      case 401, 403 -> StoreFault.ACCESS_DENIED;
      case 408 -> StoreFault.TIMEOUT;
      case 429 -> StoreFault.THROTTLED;
      case 404, 412 -> StoreFault.PROTOCOL;
      case 501 -> StoreFault.REFUSED;
      case 507 -> StoreFault.QUOTA_EXCEEDED;
      default -> {
        if (status >= 500) {
          yield StoreFault.SERVER_ERROR;
        }
        yield status >= 300 ? StoreFault.REFUSED : StoreFault.PROTOCOL;
      }
    };
  }
}
