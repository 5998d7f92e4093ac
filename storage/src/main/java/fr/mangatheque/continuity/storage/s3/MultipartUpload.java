package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One object sent in parts, two at once; whatever fails, no part is left at the store. */
final class MultipartUpload {
  private static final int AT_ONCE = 2;
  private static final int BUFFER = 64 * 1024;

  private final S3Bucket bucket;
  private final EndpointTraits traits;
  private final ObjectKey key;
  private final Content content;
  private final long partSize;
  private final AtomicLong nextPart = new AtomicLong();

  private record Part(CompletedPart completed, byte[] sha256) {}

  MultipartUpload(S3Bucket bucket, EndpointTraits traits, ObjectKey key, Content content) {
    this.bucket = bucket;
    this.traits = traits;
    this.key = key;
    this.content = content;
    this.partSize = bucket.settings().multipart().partSizeFor(content.size());
  }

  /** Throws as the SDK does. */
  ETag run(ObjectHeaders headers, WriteCondition condition) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder().bucket(bucket.bucket()).key(key.value());
    S3Headers.apply(headers, request);
    if (traits.checksSha256()) {
      request.checksumAlgorithm(ChecksumAlgorithm.SHA256);
    }
    content.beforeRequest(0);
    String uploadId = bucket.client().createMultipartUpload(request.build()).uploadId();
    try {
      return complete(uploadId, send(uploadId), condition);
    } catch (RuntimeException e) {
      abort(uploadId, e);
      throw e;
    }
  }

  private List<Part> send(String uploadId) {
    List<Part> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<List<Part>> senders = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < AT_ONCE; i++) {
        senders.submit(() -> sendNextParts(uploadId));
      }
      try {
        for (int i = 0; i < AT_ONCE; i++) {
          parts.addAll(senders.take().get());
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw switch (e.getCause()) {
          case RuntimeException cause -> cause;
          case IOException cause -> new UnreadableContentException(cause);
          case null, default -> new IllegalStateException(e);
        };
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw StoreException.of(
            StoreFault.UNREACHABLE, bucket.name("PUT", key) + " was interrupted", e);
      }
    }
    parts.sort(Comparator.comparing(part -> part.completed().partNumber()));
    return parts;
  }

  private List<Part> sendNextParts(String uploadId) throws IOException {
    byte[] buffer = new byte[BUFFER];
    List<Part> sent = new ArrayList<>();
    for (long offset = next(); offset < content.size(); offset = next()) {
      sent.add(sendPart(uploadId, offset, buffer));
    }
    return sent;
  }

  private long next() {
    return nextPart.getAndIncrement() * partSize;
  }

  private Part sendPart(String uploadId, long offset, byte[] buffer) throws IOException {
    long length = Math.min(partSize, content.size() - offset);
    int number = (int) (offset / partSize) + 1;
    UploadPartRequest.Builder request =
        UploadPartRequest.builder()
            .bucket(bucket.bucket())
            .key(key.value())
            .uploadId(uploadId)
            .partNumber(number)
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(bucket.settings().timeouts().sending(length)));
    CompletedPart.Builder completed = CompletedPart.builder().partNumber(number);
    byte[] sha256 = new byte[0];
    if (traits.checksSha256()) {
      sha256 = digest(Digests.sha256(), offset, length, buffer);
      request.checksumSHA256(base64(sha256));
      completed.checksumSHA256(base64(sha256));
    } else if (traits.checksContentMd5()) {
      request.contentMD5(base64(digest(Digests.md5(), offset, length, buffer)));
    }
    content.beforeRequest(length);
    UploadPartResponse response =
        bucket.client().uploadPart(request.build(), S3Bucket.body(content, offset, length));
    return new Part(completed.eTag(response.eTag()).build(), sha256);
  }

  private byte[] digest(MessageDigest digest, long offset, long length, byte[] buffer)
      throws IOException {
    try (InputStream in = content.open(offset, length)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return digest.digest();
  }

  private ETag complete(String uploadId, List<Part> parts, WriteCondition condition) {
    CompleteMultipartUploadRequest.Builder request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket.bucket())
            .key(key.value())
            .uploadId(uploadId)
            .multipartUpload(u -> u.parts(parts.stream().map(Part::completed).toList()))
            // the store may put the parts together before it answers
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(bucket.settings().timeouts().sending(content.size())));
    condition.apply(request);
    content.beforeRequest(0);
    CompleteMultipartUploadResponse response =
        bucket.client().completeMultipartUpload(request.build());
    String what = bucket.name("PUT in parts", key);
    if (traits.checksSha256()) {
      requireComposite(what, parts, response.checksumSHA256());
    }
    return S3Headers.etag(what, response.eTag());
  }

  /** S3's checksum of an object in parts: that of the parts' own, then their number. */
  private static void requireComposite(String what, List<Part> parts, @Nullable String answered) {
    MessageDigest composite = Digests.sha256();
    parts.forEach(part -> composite.update(part.sha256()));
    String expected = base64(composite.digest());
    if (answered != null
        && !answered.equals(expected)
        && !answered.equals(expected + "-" + parts.size())) {
      throw StoreException.of(
          StoreFault.CORRUPT,
          what + " was stored with checksum " + answered + ", but the parts sent make " + expected,
          null);
    }
  }

  private void abort(String uploadId, RuntimeException failure) {
    // an interrupted thread could not even ask
    boolean interrupted = Thread.interrupted();
    try {
      bucket
          .client()
          .abortMultipartUpload(r -> r.bucket(bucket.bucket()).key(key.value()).uploadId(uploadId));
    } catch (SdkException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
