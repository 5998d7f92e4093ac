package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notifications as MinIO wraps them. */
class MinioFormTest {
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

  private final EventForms forms = new EventForms(Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    EventRequest request = EventRequest.of("application/json", body.getBytes(UTF_8));
    return new Parsed(forms.of(request).orElseThrow().parse(request));
  }

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
