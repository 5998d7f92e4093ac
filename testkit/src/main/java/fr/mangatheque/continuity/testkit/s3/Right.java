package fr.mangatheque.continuity.testkit.s3;

/** What a {@link Credential} may do. Aborting an upload needs {@link #WRITE} only, as in S3. */
public enum Right {
  READ,
  WRITE,
  DELETE,
  LIST
}
