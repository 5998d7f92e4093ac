package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What S3 answers to a request, whatever carries it. Holds no lock; safe for any thread. */
final class S3Service {
  private static final Logger log = LoggerFactory.getLogger(S3Service.class);

  private final AtomicLong requests = new AtomicLong();
  private final SigV4 signatures;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final ListRequests lists;
  private final BucketRequests bucketRequests;
  private final MultipartRequests multipart;
  private final UploadCompletion completion;

  S3Service(S3Options options, Buckets buckets, Credentials credentials, ServerClock clock) {
    Set<Quirk> quirks = options.quirks();
    boolean opaqueEtags = quirks.contains(Quirk.OPAQUE_ETAGS);
    var integrity = new Integrity(quirks);
    signatures = new SigV4(credentials, options.region(), clock);
    reads = new ObjectReads(buckets);
    writes = new ObjectWrites(buckets, integrity, quirks, clock);
    lists = new ListRequests(buckets);
    bucketRequests = new BucketRequests(buckets, options.region());
    multipart = new MultipartRequests(buckets, integrity, clock, opaqueEtags);
    completion = new UploadCompletion(buckets, writes, options.smallestPart(), opaqueEtags);
  }

  /** An id for the next request, as S3 gives one to each. */
  String nextRequestId() {
    return "%016X".formatted(requests.incrementAndGet());
  }

  Response answer(S3Request request, Plan plan, String requestId) throws IOException {
    String resource = request.path();
    var instead = plan.find(Effect.Status.class);
    if (instead.isPresent()) {
      return ErrorResponses.of(instead.get(), resource, requestId);
    }
    try {
      Caller caller = signatures.verify(request);
      caller.require(request.operation().right());
      return perform(request, caller, plan);
    } catch (S3Error e) {
      return ErrorResponses.of(e, resource, requestId);
    } catch (RuntimeException e) {
      log.atError().addKeyValue("request", request.path()).setCause(e).log("the S3 server failed");
      return ErrorResponses.of(S3Error.of(ErrorCode.INTERNAL_ERROR), resource, requestId);
    }
  }

  private Response perform(S3Request request, Caller caller, Plan plan) throws IOException {
    return switch (request.operation()) {
      case GET, HEAD -> reads.read(request, caller);
      case PUT -> writes.put(request, caller, plan);
      case COPY -> writes.copy(request, caller, plan);
      case DELETE -> writes.delete(request, plan);
      case DELETE_MANY -> writes.deleteMany(request, caller, plan);
      case LIST -> lists.list(request);
      case CREATE_UPLOAD -> multipart.create(request);
      case UPLOAD_PART -> multipart.uploadPart(request, caller, plan);
      case COMPLETE_UPLOAD -> completion.complete(request, caller, plan);
      case ABORT_UPLOAD -> multipart.abort(request);
      case LIST_PARTS -> multipart.listParts(request);
      case LIST_UPLOADS -> multipart.listUploads(request);
      case CREATE_BUCKET -> bucketRequests.create(request);
      case HEAD_BUCKET -> bucketRequests.head(request);
      case DELETE_BUCKET -> bucketRequests.delete(request);
      case BUCKET_LOCATION -> bucketRequests.location(request);
      case LIST_BUCKETS -> bucketRequests.list();
      case OTHER -> throw S3Error.of(ErrorCode.NOT_IMPLEMENTED);
    };
  }
}
