package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Beginning, feeding, listing and aborting multipart uploads. */
final class MultipartRequests {
  private static final int MOST_PARTS = 10_000;

  private final Buckets buckets;
  private final Integrity integrity;
  private final ServerClock clock;
  private final boolean opaqueEtags;

  MultipartRequests(Buckets buckets, Integrity integrity, ServerClock clock, boolean opaqueEtags) {
    this.buckets = buckets;
    this.integrity = integrity;
    this.clock = clock;
    this.opaqueEtags = opaqueEtags;
  }

  Response create(S3Request request) {
    Bucket bucket = buckets.require(request.bucket());
    integrity.refuse(request);
    ChecksumAlgorithm algorithm = algorithm(request.header("x-amz-checksum-algorithm"));
    String type = request.header("x-amz-checksum-type");
    boolean composite =
        type == null
            ? algorithm != ChecksumAlgorithm.CRC64NVME
            : type.equalsIgnoreCase("COMPOSITE");
    if (algorithm != null
        && (composite ? algorithm == ChecksumAlgorithm.CRC64NVME : !algorithm.isCyclic())) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "The " + type + " checksum type cannot be used with the " + algorithm + " algorithm.");
    }
    Upload upload =
        Upload.begin(
            UUID.randomUUID().toString().replace("-", ""),
            request.objectKey(),
            HttpDates.wholeSecond(clock.instant()),
            ObjectHeaders.of(request.headers()),
            algorithm,
            composite);
    bucket.uploads().add(upload);
    Response response =
        Response.xml(
            200,
            XmlText.root("InitiateMultipartUploadResult")
                .element("Bucket", bucket.name())
                .element("Key", upload.key())
                .element("UploadId", upload.id())
                .end());
    if (algorithm != null) {
      response.header("x-amz-checksum-algorithm", algorithm.name());
      response.header("x-amz-checksum-type", composite ? "COMPOSITE" : "FULL_OBJECT");
    }
    return response;
  }

  Response uploadPart(S3Request request, Caller caller, Plan plan) throws IOException {
    Bucket bucket = buckets.require(request.bucket());
    integrity.refuse(request);
    Upload upload = upload(request, bucket);
    int number = partNumber(request.query().get("partNumber", ""));
    Payload payload = Payload.read(request, caller);
    integrity.checkMd5(request, payload);
    StoredChecksum checksum = integrity.checkChecksum(request, payload);
    ChecksumAlgorithm due = upload.algorithm();
    if (due != null && upload.composite() && (checksum == null || checksum.algorithm() != due)) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "Checksum Type mismatch occurred, expected checksum Type: "
              + due.name().toLowerCase(Locale.ROOT)
              + ", actual checksum Type: "
              + (checksum == null ? "null" : checksum.algorithm().name().toLowerCase(Locale.ROOT)));
    }
    String etag = opaqueEtags ? ETags.opaque() : ETags.ofMd5(payload.md5());
    Content kept =
        plan.find(Effect.FlipStored.class)
            .filter(_ -> payload.content().size() > 0)
            .map(flip -> Plan.flipped(payload.content(), flip.offset()))
            .orElse(payload.content());
    if (!plan.has(Effect.KeepNothing.class)) {
      upload
          .parts()
          .put(
              number,
              new Upload.Part(
                  upload.shared(kept),
                  etag,
                  Digests.hex(payload.md5()),
                  checksum,
                  clock.instant()));
    }
    Response response = Response.of(200).header("ETag", etag);
    if (checksum != null) {
      response.header(checksum.algorithm().header(), checksum.value());
    }
    return response;
  }

  Response abort(S3Request request) {
    Bucket bucket = buckets.require(request.bucket());
    bucket.uploads().remove(upload(request, bucket));
    return Response.of(204);
  }

  Response listParts(S3Request request) {
    Bucket bucket = buckets.require(request.bucket());
    Upload upload = upload(request, bucket);
    int limit = ListRequests.limit(request.query().get("max-parts"));
    int marker = Integer.parseInt(request.query().get("part-number-marker", "0"));
    XmlText xml =
        XmlText.root("ListPartsResult")
            .element("Bucket", bucket.name())
            .element("Key", upload.key())
            .element("UploadId", upload.id())
            .element("PartNumberMarker", marker)
            .element("MaxParts", limit);
    ChecksumAlgorithm algorithm = upload.algorithm();
    if (algorithm != null) {
      xml.element("ChecksumAlgorithm", algorithm.name());
      xml.element("ChecksumType", upload.composite() ? "COMPOSITE" : "FULL_OBJECT");
    }
    int count = 0;
    int last = marker;
    boolean truncated = false;
    for (Map.Entry<Integer, Upload.Part> entry : upload.parts().tailMap(marker, false).entrySet()) {
      if (count++ == limit) {
        truncated = true;
        break;
      }
      last = entry.getKey();
      part(xml, last, entry.getValue());
    }
    xml.element("IsTruncated", truncated);
    if (truncated) {
      xml.element("NextPartNumberMarker", last);
    }
    return Response.xml(200, xml.end());
  }

  Response listUploads(S3Request request) {
    Bucket bucket = buckets.require(request.bucket());
    String prefix = request.query().get("prefix", "");
    XmlText xml =
        XmlText.root("ListMultipartUploadsResult")
            .element("Bucket", bucket.name())
            .element("Prefix", prefix)
            .element("MaxUploads", 1000)
            .element("IsTruncated", false);
    for (Upload upload : bucket.uploads().all()) {
      if (upload.key().startsWith(prefix)) {
        xml.open("Upload")
            .element("Key", upload.key())
            .element("UploadId", upload.id())
            .element("StorageClass", "STANDARD")
            .element("Initiated", HttpDates.iso(upload.initiated()))
            .close();
      }
    }
    return Response.xml(200, xml.end());
  }

  static Upload upload(S3Request request, Bucket bucket) {
    return bucket.uploads().require(request.query().get("uploadId", ""), request.objectKey());
  }

  static int partNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST_PARTS) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrongNumber(text);
    }
    throw wrongNumber(text);
  }

  private static void part(XmlText xml, int number, Upload.Part part) {
    Instant modified = HttpDates.wholeSecond(part.lastModified());
    xml.open("Part")
        .element("PartNumber", number)
        .element("LastModified", HttpDates.iso(modified))
        .element("ETag", part.etag())
        .element("Size", part.content().size());
    StoredChecksum checksum = part.checksum();
    if (checksum != null) {
      xml.element(checksum.algorithm().element(), checksum.value());
    }
    xml.close();
  }

  private @Nullable ChecksumAlgorithm algorithm(@Nullable String name) {
    if (name == null || integrity.ignoresChecksums()) {
      return null;
    }
    return ChecksumAlgorithm.named(name)
        .orElseThrow(
            () ->
                S3Error.of(
                    ErrorCode.INVALID_REQUEST, "Checksum algorithm provided is unsupported."));
  }

  private static S3Error wrongNumber(String text) {
    return S3Error.of(
        ErrorCode.INVALID_ARGUMENT,
        "Part number must be an integer between 1 and " + MOST_PARTS + ", inclusive",
        Map.of("ArgumentName", "partNumber", "ArgumentValue", text));
  }
}
