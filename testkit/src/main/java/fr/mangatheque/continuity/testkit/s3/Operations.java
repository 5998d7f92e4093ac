package fr.mangatheque.continuity.testkit.s3;

import java.util.List;

/** Tells from a request's method and address what it asks for. */
final class Operations {
  /** Parts of S3 that are addressed by a query and that this server does not have. */
  private static final List<String> ABSENT =
      List.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "inventory",
          "legal-hold",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "tagging",
          "torrent",
          "versionId",
          "versioning",
          "versions",
          "website",
          "partNumber");

  private Operations() {}

  static Operation of(RequestHead head, boolean bucket, boolean key, Query query) {
    if (ABSENT.stream().anyMatch(name -> query.has(name) && !isUploadPart(name, query))) {
      return Operation.OTHER;
    }
    if (!bucket) {
      return head.method().equals("GET") ? Operation.LIST_BUCKETS : Operation.OTHER;
    }
    return key ? onObject(head, query) : onBucket(head.method(), query);
  }

  private static Operation onBucket(String method, Query query) {
    return switch (method) {
      case "GET" -> {
        if (query.has("location")) {
          yield Operation.BUCKET_LOCATION;
        }
        yield query.has("uploads") ? Operation.LIST_UPLOADS : Operation.LIST;
      }
      case "HEAD" -> Operation.HEAD_BUCKET;
      case "PUT" -> Operation.CREATE_BUCKET;
      case "DELETE" -> Operation.DELETE_BUCKET;
      case "POST" -> query.has("delete") ? Operation.DELETE_MANY : Operation.OTHER;
      default -> Operation.OTHER;
    };
  }

  private static Operation onObject(RequestHead head, Query query) {
    boolean upload = query.has("uploadId");
    return switch (head.method()) {
      case "GET" -> upload ? Operation.LIST_PARTS : Operation.GET;
      case "HEAD" -> Operation.HEAD;
      case "PUT" -> {
        boolean copy = head.headers().has("x-amz-copy-source");
        if (upload) {
          yield copy ? Operation.OTHER : Operation.UPLOAD_PART;
        }
        yield copy ? Operation.COPY : Operation.PUT;
      }
      case "DELETE" -> upload ? Operation.ABORT_UPLOAD : Operation.DELETE;
      case "POST" -> {
        if (query.has("uploads")) {
          yield Operation.CREATE_UPLOAD;
        }
        yield upload ? Operation.COMPLETE_UPLOAD : Operation.OTHER;
      }
      default -> Operation.OTHER;
    };
  }

  private static boolean isUploadPart(String name, Query query) {
    return name.equals("partNumber") && query.has("uploadId");
  }
}
