package fr.mangatheque.continuity.testkit.s3;

import javax.crypto.SecretKey;

/** Who signed a request, with what the signatures of its body's chunks are chained from. */
record Caller(Credential credential, SignatureClaim claim, SecretKey signingKey) {
  /** Throws AccessDenied where the caller lacks this right. */
  void require(Right right) {
    if (!credential.may(right)) {
      throw S3Error.of(ErrorCode.ACCESS_DENIED);
    }
  }
}
