package fr.mangatheque.continuity.app.demo.endpoint;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** An endpoint's store as one account sees it: counted, and only as far as its rights go. */
final class GuardedStore extends ForwardingBlobStore {
  private static final int FORBIDDEN = 403;

  /** The server's own bookkeeping of multipart uploads; clients cannot name it. */
  private static final String BOOKKEEPING = ".s3proxy-mpu-stub-";

  private final Account.Rights rights;
  private final RequestCounts counts;

  GuardedStore(BlobStore store, Account.Rights rights, RequestCounts counts) {
    super(store);
    this.rights = rights;
    this.counts = counts;
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    counts.get(request.key());
    return super.getBlob(request);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    if (!request.key().startsWith(BOOKKEEPING)) {
      counts.put();
    }
    adds();
    return super.putBlob(request, content);
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    counts.put();
    adds();
    return super.copyBlob(request);
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    adds();
    return super.initiateMultipartUpload(request);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    counts.put();
    adds();
    return super.uploadMultipartPart(upload, request, content);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    adds();
    return super.completeMultipartUpload(upload, request);
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    if (!request.key().startsWith(BOOKKEEPING)) {
      owns();
    }
    return super.removeBlob(request);
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    owns();
    return super.createContainer(request);
  }

  @Override
  public void deleteContainer(String container) {
    owns();
    super.deleteContainer(container);
  }

  @Override
  public void deleteBucket(String container) {
    owns();
    super.deleteBucket(container);
  }

  private void adds() {
    refuseUnless(rights != Account.Rights.READ);
  }

  private void owns() {
    refuseUnless(rights == Account.Rights.ALL);
  }

  private void refuseUnless(boolean allowed) {
    if (!allowed) {
      counts.refuse();
      throw S3Exceptions.fromStatusCode(FORBIDDEN);
    }
  }
}
