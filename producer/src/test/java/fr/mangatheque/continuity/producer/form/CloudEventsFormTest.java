package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents all of which is JSON. */
class CloudEventsFormTest {
  private static final String OURS = "fr.mangatheque.continuity.object.created";
  private static final String SHA256 = "ab".repeat(32);

  private final EventForm one = new StructuredCloudEventsForm(false, Parsed.SOURCES, 3);
  private final EventForm batch = new StructuredCloudEventsForm(true, Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    return Parsed.by(one, body);
  }

  private static String event(String type, String more) {
    return """
    {"specversion":"1.0","id":"A234-1234-1234","source":"/mycontext","type":"%s",
     "time":"2018-04-05T17:31:00Z","datacontenttype":"application/json"%s}
    """
        .formatted(type, more.isEmpty() ? "" : "," + more);
  }

  private static Hint created(String key, Instant at) {
    return new Hint(new ObjectId("uploads", key), ChangeKind.CREATED, null, null, null, at);
  }

  private static final Instant TIME = Instant.parse("2018-04-05T17:31:00Z");

  @Test
  void oursHasThePlainEventAsData() {
    String data =
        """
        "data":{"source":"uploads","key":"covers/1+%20.jpg","action":"created","etag":"\\"abc\\"",
         "size":7,"sha256":"SHA","occurredAt":"2024-05-24T19:36:44Z","x":1}
        """
            .replace("SHA", SHA256);

    assertThat(parse(event(OURS, data)).hints())
        .containsExactly(
            new Hint(
                new ObjectId("uploads", "covers/1+%20.jpg"),
                ChangeKind.CREATED,
                "abc",
                7L,
                SHA256,
                Instant.parse("2024-05-24T19:36:44Z")));
  }

  @Test
  void oursMayDoWithoutData() {
    String attributes = "\"subject\":\"covers/1+%20.jpg\",\"continuitysource\":\"uploads\"";
    String removed = event("fr.mangatheque.continuity.object.removed", attributes);

    assertThat(parse(event(OURS, attributes)).hints())
        .containsExactly(created("covers/1+%20.jpg", TIME));
    assertThat(parse(removed).hint().kind()).isEqualTo(ChangeKind.REMOVED);
    assertThat(parse(event(OURS, "\"subject\":\"k\"").replace("/mycontext", "uploads")).hints())
        .containsExactly(created("k", TIME));
  }

  @Test
  void dataOfAnotherTypeIsNotLookedAt() {
    String picture = "\"subject\":\"k\",\"continuitysource\":\"uploads\",\"data\":\"<x/>\"";

    assertThat(parse(event(OURS, picture).replace("application/json", "text/xml")).hints())
        .containsExactly(created("k", TIME));
    assertThat(parse(event(OURS, picture)).faults()).containsExactly("0 /data");
  }

  @Test
  void whatIsSaidTwiceIsSaidAlike() {
    String data = "\"data\":{\"source\":\"uploads\",\"key\":\"k\",\"action\":\"%s\"}";

    assertThat(parse(event(OURS, "\"subject\":\"k\"," + data.formatted("created"))).hints())
        .hasSize(1);
    assertThat(parse(event(OURS, "\"subject\":\"l\"," + data.formatted("created"))).faults())
        .containsExactly("0 /subject");
    assertThat(parse(event(OURS, data.formatted("removed"))).faults())
        .containsExactly("0 /data/action");
  }

  @Test
  void oursNeedsAKeyAndASourceOfOurs() {
    assertThat(parse(event(OURS, "")).faults()).containsExactly("0 /source", "0 /subject");
    assertThat(parse(event(OURS, "\"data\":{\"source\":\"x\",\"key\":\"\"}")).faults())
        .containsExactly("0 /data/source", "0 /data/key");
    assertThat(parse(event(OURS, "\"subject\":\"k\",\"continuitysource\":\"x\"")).faults())
        .containsExactly("0 /continuitysource");
  }

  @Test
  void anEventOfS3IsReadAsIfItHadComeAlone() {
    String type = "com.amazonaws.s3.ObjectCreated:Put";
    String one = event(type, "\"subject\":\"x\",\"data\":" + S3FormTest.RECORD);
    String all =
        event(type, "\"data\":" + S3FormTest.records(S3FormTest.RECORD, S3FormTest.RECORD));

    assertThat(parse(one).hint().object().objectKey()).isEqualTo("covers/red flower é+1.jpg");
    assertThat(parse(one).hint().occurredAt()).isEqualTo("2024-05-24T19:36:44.379Z");
    assertThat(parse(all).hints()).hasSize(2);
  }

  @Test
  void whereARecordDoesNotSayWhenTheEventDoes() {
    String timeless = S3FormTest.RECORD.replace("\"eventTime\"", "\"x\"");

    assertThat(
            parse(event("com.amazonaws.s3.ObjectCreated:Put", "\"data\":" + timeless))
                .hint()
                .occurredAt())
        .isEqualTo(TIME);
  }

  @Test
  void anEventOfS3HasItsRecordAsData() {
    assertThat(parse(event("com.amazonaws.s3.ObjectCreated:Put", "")).faults())
        .containsExactly("0 /data");
    assertThat(parse(event("com.amazonaws.s3.ObjectCreated:Put", "\"data\":{}")).faults())
        .containsExactly("0 /data");
  }

  @Test
  void eventsOfOtherStoresAreToldByTheirData() {
    String r2 =
        """
        {"account":"a","action":"PutObject","bucket":"manga","object":{"key":"a+b"}}
        """;

    assertThat(parse(event("com.cloudflare.r2.object", "\"data\":" + r2)).hints())
        .containsExactly(created("a+b", TIME));
    assertThat(parse(event("x", "\"data\":" + EventBridgeFormTest.CREATED)).hints()).hasSize(1);
    assertThat(
            parse(
                    event(
                        "com.example.uploaded",
                        "\"data\":{\"source\":\"uploads\",\"key\":\"k\",\"action\":\"removed\"}"))
                .hints())
        .containsExactly(
            new Hint(new ObjectId("uploads", "k"), ChangeKind.REMOVED, null, null, null, TIME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"data\":null",
        "\"data\":7",
        "\"data\":[]",
        "\"data\":{\"key\":\"k\"}",
        "\"data\":{\"specversion\":\"1.0\"}",
        "\"data_base64\":\"bnVsbA==\""
      })
  void othersAreOfAKindThatNobodyKnows(String data) {
    assertThat(parse(event("com.example.login", data)).passedOver())
        .containsExactly("com.example.login unknown null");
  }

  @Test
  void dataMayComeInBase64() {
    String base64 =
        Base64.getEncoder()
            .encodeToString("{\"source\":\"uploads\",\"key\":\"k\"}".getBytes(UTF_8));

    assertThat(parse(event(OURS, "\"data_base64\":\"" + base64 + "\"")).hints())
        .containsExactly(created("k", TIME));
    assertThat(parse(event(OURS, "\"data_base64\":\"e30=\",\"data\":{}")).faults())
        .contains("0 /data_base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"*\"", "\"e30\\n\"", "\"AAAA\"", "\"/w==\"", "7"})
  void whatIsNotJsonInBase64IsAFault(String base64) {
    String event =
        event(OURS, "\"subject\":\"k\",\"continuitysource\":\"uploads\",\"data_base64\":" + base64);

    assertThat(parse(event).faults()).containsExactly("0 /data_base64");
  }

  @Test
  void whatACloudEventCannotDoWithoutIsRequired() {
    assertThat(parse("{}").faults())
        .containsExactly("0 /specversion", "0 /id", "0 /source", "0 /type");
    assertThat(
            parse("{\"specversion\":\"1.0\",\"id\":\"\",\"source\":null,\"type\":\"\"}").faults())
        .containsExactly("0 /id", "0 /source", "0 /type");
    assertThat(parse(event("x", "").replace("\"1.0\"", "\"0.3\"")).faults())
        .containsExactly("0 /specversion");
    assertThat(parse(event("x", "").replace("2018-04-05T17:31:00Z", "now")).faults())
        .containsExactly("0 /time");
    assertThat(parse(event("x", "").replace("\"A234-1234-1234\"", "7")).faults())
        .containsExactly("0 /id");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"id\":\"2\"|0 /id",
        "\"data\":{\"source\":\"uploads\",\"key\":\"k\",\"key\":\"k\"}|0 /data/key",
        "\"data\":{}|0 /data"
      })
  void aFieldGivenTwiceIsAFault(String more, String fault) {
    String data = "\"data\":{\"source\":\"uploads\",\"key\":\"k\"}";
    String event = event(OURS, fault.endsWith("/key") ? more : data + "," + more);

    assertThat(parse(event).faults()).contains(fault);
  }

  @Test
  void faultsInDataAreToldWithTheirPlaceInTheEvent() {
    String bad = S3FormTest.RECORD.replace("\"manga\"", "\"mango\"");
    String type = "com.amazonaws.s3.ObjectCreated:Put";

    assertThat(parse(event(type, "\"data\":" + bad)).faults())
        .containsExactly("0 /data/s3/bucket/name");
    assertThat(
            parse(event(type, "\"data\":" + S3FormTest.records(S3FormTest.RECORD, bad))).faults())
        .containsExactly("1 /data/Records/1/s3/bucket/name");
    assertThat(parse(event(type, "\"data\":{\"Records\":[]}")).faults())
        .containsExactly("0 /data/Records");
  }

  @Test
  void aBatchHasAnyNumberOfEvents() {
    String ours = event(OURS, "\"subject\":\"k\",\"continuitysource\":\"uploads\"");

    assertThat(Parsed.by(batch, "[]").hints()).isEmpty();
    assertThat(Parsed.by(batch, "[" + ours + "," + event("x", "") + "]").hints())
        .containsExactly(created("k", TIME));
    assertThat(Parsed.by(batch, "[" + ours + ",{}]").faults())
        .containsExactly("1 /specversion", "1 /id", "1 /source", "1 /type");
    assertThat(Parsed.by(batch, ours).faults()).containsExactly("- ");
    assertThat(Parsed.by(batch, "[1,2,3,4]").events()).isEqualTo(new ParsedEvents.TooMany(3));
  }

  @Test
  void recordsOfABatchCountThrough() {
    String type = "com.amazonaws.s3.ObjectCreated:Put";
    String two =
        event(type, "\"data\":" + S3FormTest.records(S3FormTest.RECORD, S3FormTest.RECORD));

    assertThat(Parsed.by(batch, "[" + two + ",{}]").faults()).contains("2 /specversion");
    assertThat(Parsed.by(batch, "[" + two + "," + two + "]").events())
        .isEqualTo(new ParsedEvents.TooMany(3));
  }
}
