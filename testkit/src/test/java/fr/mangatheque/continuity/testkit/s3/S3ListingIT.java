package fr.mangatheque.continuity.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ListingIT {
  private final S3Server server = S3Server.start();
  private final S3Client s3 = Sdk.client(server);
  private Bucket bucket = server.createBucket("library");

  @AfterEach
  void close() {
    s3.close();
    server.close();
  }

  @Test
  void keysComeInTheOrderOfTheirUtf8Bytes() {
    put("b", "a", "a/b", "a!", "\uFFFD", "😀", "é", "Z");

    List<String> keys = keys(s3.listObjectsV2(b -> b.bucket("library")).contents());

    assertThat(keys).containsExactly("Z", "a", "a!", "a/b", "b", "é", "\uFFFD", "😀");
  }

  @Test
  void pagesFollowEachOther() {
    for (int i = 0; i < 2500; i++) {
      put("page-%04d".formatted(i));
    }

    ListObjectsV2Response first = s3.listObjectsV2(b -> b.bucket("library"));
    List<String> all =
        keys(
            s3.listObjectsV2Paginator(b -> b.bucket("library").maxKeys(999)).contents().stream()
                .toList());

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.keyCount()).isEqualTo(1000);
    assertThat(all).isEqualTo(bucket.keys());
  }

  @Test
  void aPrefixAndAStartNarrowTheListing() {
    put("a/1", "a/2", "a/3", "b/1");

    assertThat(
            keys(
                s3.listObjectsV2(b -> b.bucket("library").prefix("a/").startAfter("a/1"))
                    .contents()))
        .containsExactly("a/2", "a/3");
    assertThat(
            keys(
                s3.listObjectsV2(b -> b.bucket("library").prefix("b/").startAfter("a/1"))
                    .contents()))
        .containsExactly("b/1");
    assertThat(s3.listObjectsV2(b -> b.bucket("library").maxKeys(0)).isTruncated()).isFalse();
  }

  @Test
  void aDelimiterGathersGroupsAcrossPages() {
    put("a/1", "a/2", "b", "c/1", "c/2/3", "d");

    var pages =
        s3.listObjectsV2Paginator(b -> b.bucket("library").delimiter("/").maxKeys(1)).stream()
            .toList();

    assertThat(pages.stream().flatMap(p -> p.commonPrefixes().stream()).map(p -> p.prefix()))
        .containsExactly("a/", "c/");
    assertThat(keys(pages.stream().flatMap(p -> p.contents().stream()).toList()))
        .containsExactly("b", "d");
    assertThat(pages).hasSize(4);
  }

  @Test
  void theOlderListingGoesOnFromItsMarker() {
    put("a/1", "a/2", "b", "c/1");

    ListObjectsResponse first = s3.listObjects(b -> b.bucket("library").delimiter("/").maxKeys(1));
    ListObjectsResponse second =
        s3.listObjects(
            b -> b.bucket("library").delimiter("/").maxKeys(1).marker(first.nextMarker()));

    assertThat(first.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("a/");
    assertThat(keys(second.contents())).containsExactly("b");
  }

  @Test
  void aListingTellsSizeETagAndWholeSeconds() {
    bucket.put("page", new byte[3]);

    S3Object listed = s3.listObjectsV2(b -> b.bucket("library")).contents().getFirst();

    StoredObject held = bucket.object("page").orElseThrow();
    assertThat(listed.size()).isEqualTo(3);
    assertThat(listed.eTag()).isEqualTo(held.etag());
    assertThat(listed.lastModified()).isEqualTo(held.lastModified());
  }

  @Test
  void aTokenOfNobodyIsRefused() {
    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () -> s3.listObjectsV2(b -> b.bucket("library").continuationToken("%%%")));

    assertThat(Sdk.code(refused)).isEqualTo("InvalidArgument");
  }

  @Test
  void manyAreDeletedAtOnce() {
    put("a", "b&<c>", "kept");

    var deleted =
        s3.deleteObjects(
            b ->
                b.bucket("library")
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder().key("a").build(),
                                ObjectIdentifier.builder().key("b&<c>").build(),
                                ObjectIdentifier.builder().key("never").build())));

    assertThat(deleted.deleted()).extracting(d -> d.key()).containsExactly("a", "b&<c>", "never");
    assertThat(bucket.keys()).containsExactly("kept");
  }

  @Test
  void bucketsAreMadeFoundListedAndRemoved() {
    s3.createBucket(b -> b.bucket("second"));
    s3.headBucket(b -> b.bucket("second"));
    put("kept");

    assertThat(s3.listBuckets().buckets())
        .extracting(b -> b.name())
        .containsExactly("library", "second");
    assertThat(s3.getBucketLocation(b -> b.bucket("library")).locationConstraintAsString())
        .isIn(null, "");
    s3.deleteBucket(b -> b.bucket("second"));
    S3Exception full =
        catchThrowableOfType(S3Exception.class, () -> s3.deleteBucket(b -> b.bucket("library")));
    assertThat(Sdk.code(full)).isEqualTo("BucketNotEmpty");
    assertThat(server.bucketNames()).containsExactly("library");
  }

  @Test
  void aBucketRenamedAwayIsNoSuchBucket() {
    put("page");

    server.renameBucket("library", "moved");

    S3Exception gone =
        catchThrowableOfType(S3Exception.class, () -> s3.listObjectsV2(b -> b.bucket("library")));
    assertThat(Sdk.code(gone)).isEqualTo("NoSuchBucket");
    assertThat(keys(s3.listObjectsV2(b -> b.bucket("moved")).contents())).containsExactly("page");
  }

  private void put(String... keys) {
    for (String key : keys) {
      bucket.put(key, new byte[0]);
    }
  }

  private static List<String> keys(List<S3Object> objects) {
    return objects.stream().map(S3Object::key).toList();
  }
}
