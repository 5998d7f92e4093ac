package fr.mangatheque.continuity.testkit.s3;

/** Requests about buckets themselves. */
final class BucketRequests {
  private final Buckets buckets;
  private final String region;

  BucketRequests(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  Response create(S3Request request) {
    Bucket bucket = buckets.create(String.valueOf(request.bucket()));
    return Response.of(200).header("Location", "/" + bucket.name());
  }

  Response head(S3Request request) {
    buckets.require(request.bucket());
    return Response.of(200).header("x-amz-bucket-region", region);
  }

  Response delete(S3Request request) {
    Bucket bucket = buckets.require(request.bucket());
    if (!bucket.objects().isEmpty()) {
      throw S3Error.of(ErrorCode.BUCKET_NOT_EMPTY);
    }
    buckets.remove(bucket.name());
    return Response.of(204);
  }

  Response location(S3Request request) {
    buckets.require(request.bucket());
    return Response.xml(
        200,
        XmlText.root("LocationConstraint").text(region.equals("us-east-1") ? "" : region).end());
  }

  Response list() {
    XmlText xml = XmlText.root("ListAllMyBucketsResult");
    xml.open("Owner").element("ID", "testkit").element("DisplayName", "testkit").close();
    xml.open("Buckets");
    for (Bucket bucket : buckets.all()) {
      xml.open("Bucket")
          .element("Name", bucket.name())
          .element("CreationDate", HttpDates.iso(bucket.created()))
          .close();
    }
    return Response.xml(200, xml.end());
  }
}
