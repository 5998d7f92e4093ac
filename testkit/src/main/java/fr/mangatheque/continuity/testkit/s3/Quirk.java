package fr.mangatheque.continuity.testkit.s3;

/** A way in which an S3-compatible store falls short of S3. */
public enum Quirk {
  /** If-None-Match and If-Match on writes are taken no notice of. */
  IGNORES_WRITE_CONDITIONS,
  /** x-amz-checksum-* is neither checked nor stored. */
  IGNORES_CHECKSUMS,
  /** x-amz-checksum-* is answered 501 NotImplemented. */
  REFUSES_CHECKSUMS,
  /** Content-MD5 is not checked. */
  IGNORES_CONTENT_MD5,
  /** ETags look like MD5s and are not; the same bytes written again get another one. */
  OPAQUE_ETAGS
}
