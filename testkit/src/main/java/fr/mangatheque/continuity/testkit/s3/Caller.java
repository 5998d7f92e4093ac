package fr.mangatheque.continuity.testkit.s3;

/** Who signed a request, with what the signatures of its body's chunks are chained from. */
record Caller(Credential credential, SignatureClaim claim, byte[] signingKey) {
  /** Throws AccessDenied where the caller lacks this right. */
  void require(Right right) {
    if (!credential.may(right)) {
      throw S3Error.of(ErrorCode.ACCESS_DENIED);
    }
  }
}
