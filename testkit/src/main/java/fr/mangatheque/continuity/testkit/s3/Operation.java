package fr.mangatheque.continuity.testkit.s3;

/** What a request asks of S3, with the right its caller needs. */
public enum Operation {
  GET(Right.READ),
  HEAD(Right.READ),
  PUT(Right.WRITE),
  COPY(Right.WRITE),
  DELETE(Right.DELETE),
  DELETE_MANY(Right.DELETE),
  LIST(Right.LIST),
  CREATE_UPLOAD(Right.WRITE),
  UPLOAD_PART(Right.WRITE),
  COMPLETE_UPLOAD(Right.WRITE),
  ABORT_UPLOAD(Right.WRITE),
  LIST_PARTS(Right.LIST),
  LIST_UPLOADS(Right.LIST),
  CREATE_BUCKET(Right.WRITE),
  HEAD_BUCKET(Right.LIST),
  DELETE_BUCKET(Right.DELETE),
  BUCKET_LOCATION(Right.LIST),
  LIST_BUCKETS(Right.LIST),
  /** Anything S3 offers that this server does not. */
  OTHER(Right.READ);

  private final Right right;

  Operation(Right right) {
    this.right = right;
  }

  Right right() {
    return right;
  }
}
