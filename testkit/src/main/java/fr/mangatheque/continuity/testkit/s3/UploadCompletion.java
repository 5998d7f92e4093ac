package fr.mangatheque.continuity.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an object of the parts of a multipart upload. */
final class UploadCompletion {
  private final Buckets buckets;
  private final ObjectWrites writes;
  private final long smallestPart;
  private final boolean opaqueEtags;

  UploadCompletion(Buckets buckets, ObjectWrites writes, long smallestPart, boolean opaqueEtags) {
    this.buckets = buckets;
    this.writes = writes;
    this.smallestPart = smallestPart;
    this.opaqueEtags = opaqueEtags;
  }

  Response complete(S3Request request, Caller caller, Plan plan) throws IOException {
    Bucket bucket = buckets.require(request.bucket());
    WriteCondition condition = writes.condition(request, plan);
    Upload upload = MultipartRequests.upload(request, bucket);
    Payload payload = Payload.read(request, caller);
    List<Upload.Part> parts = parts(upload, payload);
    Content content = Content.join(parts.stream().map(Upload.Part::content).toList());
    StoredChecksum checksum = checksum(request, upload, parts, content);
    checkSize(request, content);
    String etag =
        opaqueEtags ? ETags.opaque() : ETags.ofParts(parts.stream().map(Upload.Part::md5).toList());
    var object = new StoredObject(content, etag, upload.initiated(), upload.headers(), checksum);
    ObjectWrites.store(bucket, upload.key(), object, condition, plan);
    bucket.uploads().remove(upload);
    XmlText xml =
        XmlText.root("CompleteMultipartUploadResult")
            .element("Location", request.head().path())
            .element("Bucket", bucket.name())
            .element("Key", upload.key())
            .element("ETag", etag);
    if (checksum != null) {
      xml.element(checksum.algorithm().element(), checksum.value());
      xml.element("ChecksumType", checksum.type());
    }
    return Response.xml(200, xml.end());
  }

  private List<Upload.Part> parts(Upload upload, Payload payload) {
    List<Map<String, String>> listed =
        XmlReader.read(payload.bytes(), "CompleteMultipartUpload", "Part").records();
    if (listed.isEmpty()) {
      throw S3Error.of(ErrorCode.MALFORMED_XML);
    }
    var parts = new ArrayList<Upload.Part>(listed.size());
    int previous = 0;
    for (Map<String, String> fields : listed) {
      int number = MultipartRequests.partNumber(fields.getOrDefault("PartNumber", ""));
      if (number <= previous) {
        throw S3Error.of(ErrorCode.INVALID_PART_ORDER);
      }
      previous = number;
      parts.add(part(upload, number, fields));
    }
    for (Upload.Part part : parts.subList(0, parts.size() - 1)) {
      if (part.content().size() < smallestPart) {
        throw S3Error.of(
            ErrorCode.ENTITY_TOO_SMALL,
            ErrorCode.ENTITY_TOO_SMALL.message(),
            Map.of(
                "ProposedSize", "" + part.content().size(),
                "MinSizeAllowed", "" + smallestPart));
      }
    }
    return parts;
  }

  private static Upload.Part part(Upload upload, int number, Map<String, String> fields) {
    Upload.Part part = upload.parts().get(number);
    if (part == null || !ETags.same(fields.getOrDefault("ETag", ""), part.etag())) {
      throw S3Error.of(
          ErrorCode.INVALID_PART,
          ErrorCode.INVALID_PART.message(),
          Map.of("UploadId", upload.id(), "PartNumber", "" + number));
    }
    StoredChecksum checksum = part.checksum();
    ChecksumAlgorithm algorithm = upload.algorithm();
    String listed = checksum == null ? null : fields.get(checksum.algorithm().element());
    if (checksum != null && listed != null && !listed.equals(checksum.value())) {
      throw S3Error.of(ErrorCode.INVALID_PART);
    }
    if (algorithm != null && upload.composite() && listed == null) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "The upload was created using a "
              + algorithm.name().toLowerCase(Locale.ROOT)
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + number
              + " in the request.");
    }
    return part;
  }

  private static @Nullable StoredChecksum checksum(
      S3Request request, Upload upload, List<Upload.Part> parts, Content content)
      throws IOException {
    ChecksumAlgorithm algorithm = upload.algorithm();
    if (algorithm == null) {
      return null;
    }
    StoredChecksum made =
        upload.composite()
            ? composed(algorithm, parts)
            : new StoredChecksum(
                algorithm, Base64.getEncoder().encodeToString(algorithm.of(content)), false);
    String expected = request.header(algorithm.header());
    if (expected != null && !bare(expected).equals(bare(made.value()))) {
      throw S3Error.of(
          ErrorCode.BAD_DIGEST,
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
    return made;
  }

  private static StoredChecksum composed(ChecksumAlgorithm algorithm, List<Upload.Part> parts)
      throws IOException {
    var all = new ByteArrayOutputStream();
    for (Upload.Part part : parts) {
      StoredChecksum checksum = part.checksum();
      all.write(checksum == null ? new byte[0] : Base64.getDecoder().decode(checksum.value()));
    }
    byte[] digest = algorithm.of(Content.of(all.toByteArray()));
    return new StoredChecksum(
        algorithm, Base64.getEncoder().encodeToString(digest) + "-" + parts.size(), true);
  }

  private static void checkSize(S3Request request, Content content) {
    String expected = request.header("x-amz-mp-object-size");
    if (expected != null && !expected.equals(Long.toString(content.size()))) {
      throw S3Error.of(
          ErrorCode.INVALID_REQUEST,
          "The provided 'x-amz-mp-object-size' header value does not match what was computed:"
              + " expected "
              + content.size());
    }
  }

  /** Without the count of parts, which clients may leave out. */
  private static String bare(String value) {
    return Arrays.asList(value.split("-", 2)).getFirst();
  }
}
