package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notifications as the stores send them that took over AWS's. */
class MinioAndCephTest {
  private final EventForms forms = new EventForms(Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    EventRequest request = EventRequest.of("application/json", body.getBytes(UTF_8));
    return new Parsed(forms.of(request).orElseThrow().parse(request));
  }

  @Nested
  class OfMinio {
    private static final String WRAPPED =
        """
        {"EventName":"s3:ObjectCreated:Put","Key":"manga/covers/one piece+1.jpg","Records":[
         {"eventVersion":"2.0","eventSource":"minio:s3","awsRegion":"",
          "eventTime":"2024-05-24T19:36:44.379Z","eventName":"s3:ObjectCreated:Put",
          "userIdentity":{"principalId":"minioadmin"},
          "requestParameters":{"principalId":"minioadmin","region":"","sourceIPAddress":"::1"},
          "responseElements":{"x-amz-id-2":"dd9025bab4ad464b049177c95eb6ebf374d3b3fd1af9251148b65",
            "x-amz-request-id":"17D25F0AF6F0A7D8","x-minio-deployment-id":"5c4a0eb1",
            "x-minio-origin-endpoint":"http://127.0.0.1:9000"},
          "s3":{"s3SchemaVersion":"1.0","configurationId":"Config",
            "bucket":{"name":"manga","ownerIdentity":{"principalId":"minioadmin"},
              "arn":"arn:aws:s3:::manga"},
            "object":{"key":"covers%2Fone+piece%2B1.jpg","size":65536,
              "eTag":"9b2cf535f27731c974343645a3985328","contentType":"image/jpeg",
              "userMetadata":{"content-type":"image/jpeg"},"sequencer":"17D25F0AF72C6C4A"}},
          "source":{"host":"::1","port":"","userAgent":"MinIO (linux; amd64) minio-go/v7.0.70"}}]}
        """;

    @Test
    void anUploadIsHintedWithAllThatMinioKnows() {
      assertThat(parse(WRAPPED).hints())
          .containsExactly(
              new Hint(
                  new ObjectId("uploads", "covers/one piece+1.jpg"),
                  ChangeKind.CREATED,
                  "9b2cf535f27731c974343645a3985328",
                  65536L,
                  null,
                  Instant.parse("2024-05-24T19:36:44.379Z"),
                  "17D25F0AF72C6C4A"));
    }

    @Test
    void itsFirstReleasesCalledThemselvesAwsAndLoggedAround() {
      String old =
          """
          {"EventType":"s3:ObjectCreated:Put","Key":"manga/my photo.jpg","Records":[
           {"eventVersion":"2.0","eventSource":"aws:s3","awsRegion":"us-east-1",
            "eventTime":"2016-10-12T13:51:33Z","eventName":"s3:ObjectCreated:Put",
            "userIdentity":{"principalId":"minio"},
            "requestParameters":{"sourceIPAddress":"[::1]:57106"},"responseElements":{},
            "s3":{"s3SchemaVersion":"1.0","configurationId":"Config",
              "bucket":{"name":"manga","ownerIdentity":{"principalId":"minio"},
                "arn":"arn:aws:s3:::manga"},
              "object":{"key":"my+photo.jpg","size":56060,
                "eTag":"1d97bf45ecb37f7a7b699418070df08f","sequencer":"147CCD1AE054BFD0"}}}],
           "level":"info","msg":"","time":"2016-10-12T06:51:33-07:00"}
          """;

      Hint hint = parse(old).hint();

      assertThat(hint.object()).isEqualTo(new ObjectId("uploads", "my photo.jpg"));
      assertThat(hint.occurredAt()).isEqualTo(Instant.parse("2016-10-12T13:51:33Z"));
    }

    @ParameterizedTest
    @CsvSource({
      "s3:ObjectAccessed:Get",
      "s3:ObjectCreated:PutTagging",
      "s3:Scanner:ManyVersions",
      "s3:BucketCreated:*",
      "s3:Replication:OperationCompletedReplication"
    })
    void whatChangesNothingIsPassedOver(String name) {
      assertThat(parse(WRAPPED.replace("s3:ObjectCreated:Put", name)).passedOver())
          .containsExactly(name + " known uploads");
    }
  }

  @Nested
  class OfCeph {
    private static final String PUT =
        """
        {"Records":[{"eventVersion":"2.2","eventSource":"ceph:s3","awsRegion":"zonegroup1",
          "eventTime":"2019-11-22T13:47:35.124724Z","eventName":"ObjectCreated:Put",
          "userIdentity":{"principalId":"tester"},"requestParameters":{"sourceIPAddress":""},
          "responseElements":{"x-amz-request-id":"503a4c37-85eb-47cd-8681-2817e80b4281.5330.903595",
            "x-amz-id-2":"14d2-zone1-zonegroup1"},
          "s3":{"s3SchemaVersion":"1.0","configurationId":"mynotif1",
            "bucket":{"name":"manga","ownerIdentity":{"principalId":"tester"},
              "arn":"arn:aws:s3:zonegroup1::manga",
              "id":"503a4c37-85eb-47cd-8681-2817e80b4281.5332.38"},
            "object":{"key":"covers/one+piece%201.jpg","size":"1024",
              "eTag":"37b51d194a7513e45b56f6524f2d51f2","versionId":"",
              "sequencer":"F7E6D75DC742D108","metadata":[],"tags":[]}},
          "eventId":"1574430455.124724.37b51d194a7513e45b56f6524f2d51f2",
          "opaqueData":"me@example.com"}]}
        """;

    private static final String BEGUN =
        PUT.replace("ObjectCreated:Put", "ObjectCreated:Post")
            .replace("\"1024\"", "\"0\"")
            .replace("\"37b51d194a7513e45b56f6524f2d51f2\",\"versionId\"", "\"\",\"versionId\"");

    @Test
    void anUploadIsHintedUnderItsKeyAsItIs() {
      assertThat(parse(PUT).hints())
          .containsExactly(
              new Hint(
                  new ObjectId("uploads", "covers/one+piece%201.jpg"),
                  ChangeKind.CREATED,
                  "37b51d194a7513e45b56f6524f2d51f2",
                  1024L,
                  null,
                  Instant.parse("2019-11-22T13:47:35.124724Z"),
                  "F7E6D75DC742D108"));
    }

    @Test
    void itsFirstReleasesCalledThemselvesAws() {
      assertThat(parse(PUT.replace("ceph:s3", "aws:s3")).hint().object().objectKey())
          .isEqualTo("covers/one+piece%201.jpg");
    }

    @ParameterizedTest
    @CsvSource({
      "2019-11-22 13:47:35.124724Z",
      "2019-11-22T14:47:35.124724+0100",
      "2019-11-22 14:47:35.124724+01:00",
      "2019-11-22 13:47:35.124724+0000"
    })
    void timesOfAnySpellingAreRead(String time) {
      assertThat(parse(PUT.replace("2019-11-22T13:47:35.124724Z", time)).hint().occurredAt())
          .isEqualTo(Instant.parse("2019-11-22T13:47:35.124724Z"));
    }

    @ParameterizedTest
    @CsvSource({
      "2019-11-22",
      "2019-11-22  13:47:35Z",
      "2019-11-22 13:47:35",
      "22/11/2019 13:47:35Z",
      "2019-13-22 13:47:35.124724Z"
    })
    void whatIsNoTimeIsAFault(String time) {
      assertThat(parse(PUT.replace("2019-11-22T13:47:35.124724Z", time)).faults())
          .containsExactly("0 /eventTime");
    }

    @Test
    void theETagMayBeSpeltInSmallLetters() {
      assertThat(parse(PUT.replace("eTag", "etag")).hint().etag())
          .isEqualTo("37b51d194a7513e45b56f6524f2d51f2");
    }

    @ParameterizedTest
    @CsvSource({"-1", "' 1'", "1.0", "0x1", "9223372036854775808", "\uFF11"})
    void aSizeAsAStringHasDigitsAlone(String size) {
      assertThat(parse(PUT.replace("1024", size)).faults()).containsExactly("0 /s3/object/size");
    }

    @Test
    void theBeginningOfAMultipartUploadIsPassedOver() {
      assertThat(parse(BEGUN).passedOver()).containsExactly("ObjectCreated:Post known uploads");
      assertThat(parse(BEGUN.replace("\"0\"", "0")).passedOver()).hasSize(1);
      assertThat(parse(BEGUN.replace("\"eTag\":\"\",", "")).passedOver()).hasSize(1);
    }

    @Test
    void anUploadByAFormIsNotMistakenForThat() {
      assertThat(parse(BEGUN.replace("\"0\"", "\"1\"")).hints()).hasSize(1);
      assertThat(parse(BEGUN.replace("\"eTag\":\"\"", "\"eTag\":\"abc\"")).hints()).hasSize(1);
      assertThat(parse(BEGUN.replace("\"eTag\":\"\"", "\"etag\":\"abc\"")).hints()).hasSize(1);
      assertThat(parse(BEGUN.replace("ObjectCreated:Post", "ObjectCreated:Put")).hints())
          .hasSize(1);
      assertThat(parse(BEGUN.replace("ceph:s3", "aws:s3").replace("\"eventId\"", "\"x\"")).hints())
          .hasSize(1);
    }

    @Test
    void itsLifecycleRemovesObjects() {
      String expired = PUT.replace("ObjectCreated:Put", "ObjectLifecycle:Expiration:Current");

      assertThat(parse(expired).hint().kind()).isEqualTo(ChangeKind.REMOVED);
    }
  }
}
