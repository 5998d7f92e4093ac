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

/** Notifications as Ceph's object gateway sends them. */
class CephFormTest {
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

  private final EventForms forms = new EventForms(Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    EventRequest request = EventRequest.of("application/json", body.getBytes(UTF_8));
    return new Parsed(forms.of(request).orElseThrow().parse(request));
  }

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

  @Test
  void theETagOfAMultipartUploadMayStandInQuotes() {
    String quoted = "\\\"37b51d194a7513e45b56f6524f2d51f2-2\\\"";

    assertThat(
            parse(
                    PUT.replace(
                        "37b51d194a7513e45b56f6524f2d51f2\",\"versionId",
                        quoted + "\",\"versionId"))
                .hint()
                .etag())
        .isEqualTo("37b51d194a7513e45b56f6524f2d51f2-2");
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
    assertThat(parse(BEGUN.replace("ObjectCreated:Post", "ObjectCreated:Put")).hints()).hasSize(1);
    assertThat(parse(BEGUN.replace("ceph:s3", "aws:s3").replace("\"eventId\"", "\"x\"")).hints())
        .hasSize(1);
  }

  @Test
  void itsLifecycleRemovesObjects() {
    String expired = PUT.replace("ObjectCreated:Put", "ObjectLifecycle:Expiration:Current");

    assertThat(parse(expired).hint().kind()).isEqualTo(ChangeKind.REMOVED);
  }
}
