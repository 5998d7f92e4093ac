package fr.mangatheque.continuity.producer.form;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications as AWS sends them. */
class S3FormTest {
  static final String RECORD =
      """
      {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-3",
       "eventTime":"2024-05-24T19:36:44.379Z","eventName":"ObjectCreated:Put",
       "userIdentity":{"principalId":"AWS:AIDAJDPLRKLG7UEXAMPLE"},
       "requestParameters":{"sourceIPAddress":"127.0.0.1"},
       "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810",
         "x-amz-id-2":"FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"},
       "s3":{"s3SchemaVersion":"1.0","configurationId":"continuity",
         "bucket":{"name":"manga","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
           "arn":"arn:aws:s3:::manga"},
         "object":{"key":"covers/red+flower+%C3%A9%2B1.jpg","size":1024,
           "eTag":"d41d8cd98f00b204e9800998ecf8427e",
           "versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0055AED6DCD90281E5"}}}
      """;

  private final S3Form form = new S3Form("s3", Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    return Parsed.by(form, body);
  }

  static String records(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  private static String named(String eventName) {
    return RECORD.replace("ObjectCreated:Put", eventName);
  }

  private static String keyed(String key) {
    return RECORD.replace("covers/red+flower+%C3%A9%2B1.jpg", key);
  }

  @Test
  void anUploadIsHintedWithAllThatAwsKnows() {
    assertThat(parse(records(RECORD)).hints())
        .containsExactly(
            new Hint(
                new ObjectId("uploads", "covers/red flower é+1.jpg"),
                ChangeKind.CREATED,
                "d41d8cd98f00b204e9800998ecf8427e",
                1024L,
                null,
                Instant.parse("2024-05-24T19:36:44.379Z"),
                "0055AED6DCD90281E5"));
  }

  @Test
  void aRemovalIsAHintToo() {
    String removed =
        """
        {"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2024-05-24T19:36:44.379Z",
         "eventName":"ObjectRemoved:Delete","s3":{"bucket":{"name":"faces"},
         "object":{"key":"1.png","sequencer":"0062E99A88DC407460"}}}
        """;

    Hint hint = parse(records(removed)).hint();

    assertThat(hint.kind()).isEqualTo(ChangeKind.REMOVED);
    assertThat(hint.object()).isEqualTo(new ObjectId("avatars", "1.png"));
    assertThat(hint.sequencer()).isEqualTo("0062E99A88DC407460");
    assertThat(hint.size()).isNull();
  }

  @Test
  void aSubscriptionsTestIsPassedOver() {
    String test =
        """
        {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z",
         "Bucket":"manga","RequestId":"5582815E1AEA5ADF",
         "HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}
        """;

    assertThat(parse(test).passedOver()).containsExactly("s3:TestEvent known uploads");
    assertThat(parse(test.replace("\"manga\"", "\"other\"")).passedOver())
        .containsExactly("s3:TestEvent known null");
  }

  @Test
  void otherKindsArePassedOverInTheirOrder() {
    Parsed parsed =
        parse(records(named("s3:ObjectTagging:Put"), named("ObjectTwirled:Twice"), RECORD));

    assertThat(parsed.passedOver())
        .containsExactly(
            "s3:ObjectTagging:Put known uploads", "ObjectTwirled:Twice unknown uploads");
    assertThat(parsed.hints()).hasSize(1);
  }

  @Test
  void whatIsPassedOverNeedsNoBucketOrKeyOfOurs() {
    assertThat(parse(records("{\"eventName\":\"ObjectAcl:Put\"}")).passedOver())
        .containsExactly("ObjectAcl:Put known null");
  }

  @ParameterizedTest
  @CsvSource({
    "a%20b,'a b'",
    "a+b,'a b'",
    "a%2Bb,a+b",
    "a%2bb,a+b",
    "%25,%",
    "%2F%2f,//",
    "a/../b,a/../b",
    "%E4%B8%80,一",
    "%EF%BB%BFa,'\uFEFFa'",
    "一+é,'一 é'"
  })
  void keysAreDecodedAsFormsAre(String encoded, String key) {
    assertThat(parse(records(keyed(encoded))).hint().object().objectKey()).isEqualTo(key);
  }

  @Test
  void aNulInAKeyIsKept() {
    assertThat(parse(records(keyed("a%00b"))).hint().object().objectKey()).isEqualTo("a\0b");
    assertThat(parse(records(keyed("a\\u0000b"))).hint().object().objectKey()).isEqualTo("a\0b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "a%",
        "a%2",
        "%zz",
        "%-1",
        "% 1",
        "%C3",
        "%C0%A0",
        "%ED%A0%80",
        "%F5%80%80%80",
        "\\ud800",
        "%\uFF11\uFF11",
        ""
      })
  void aKeyThatCannotBeDecodedIsAFault(String encoded) {
    assertThat(parse(records(keyed(encoded))).faults()).containsExactly("0 /s3/object/key");
  }

  @Test
  void aKeysLengthCountsOnceItIsDecoded() {
    assertThat(parse(records(keyed("%41".repeat(1024)))).hints()).hasSize(1);
    assertThat(parse(records(keyed("%41".repeat(1025)))).faults())
        .containsExactly("0 /s3/object/key");
  }

  @Test
  void everyFaultIsToldByItsRecordAndPlace() {
    String bad =
        """
        {"eventName":"ObjectCreated:Put","eventTime":"yesterday","s3":{"bucket":{"name":"manga2"},
         "object":{"key":"%","size":1.5,"eTag":7,"sequencer":"%s"}}}
        """
            .replace("%s", "x".repeat(129));

    assertThat(parse(records(RECORD, bad, "{\"eventName\":4}")).faults())
        .containsExactly(
            "1 /s3/bucket/name",
            "1 /s3/object/key",
            "1 /s3/object/eTag",
            "1 /s3/object/size",
            "1 /eventTime",
            "1 /s3/object/sequencer",
            "2 /eventName");
    assertThat(parse(records("{\"eventName\":\"ObjectCreated:Put\"}", "7")).faults())
        .containsExactly("0 /s3", "1 ");
  }

  @Test
  void anUnknownBucketHearsTheKnownOnes() {
    assertThat(parse(records(RECORD.replace("\"manga\"", "\"mango\""))).detail())
        .isEqualTo("there is no bucket 'mango' here; the buckets are: faces, manga, shared");
    assertThat(parse(records(RECORD.replace("\"manga\"", "\"shared\""))).detail())
        .contains("avatars, uploads")
        .contains("intake.buckets");
  }

  @Test
  void aFieldGivenTwiceIsAFaultWhereverItIs() {
    String twice = RECORD.replace("\"size\":1024", "\"size\":1024,\"key\":\"x\"");
    String around = "{\"Records\":[" + RECORD + "],\"x\":{\"y\":1,\"y\":2},\"z\":1,\"z\":1}";

    assertThat(parse(records(RECORD, twice)).faults()).containsExactly("1 /s3/object/key");
    assertThat(parse(around).faults()).containsExactly("- /z", "- /x/y");
    assertThat(parse("{\"Records\":[],\"Records\":[" + RECORD + "]}").faults())
        .containsExactly("- /Records");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Records\":[]}", "{\"Records\":{}}", "{\"Records\":null}"})
  void recordsAreAnArrayWithSomethingInIt(String body) {
    assertThat(parse(body).faults()).containsExactly("- /Records");
    assertThat(parse("[" + records(RECORD) + "," + body + "]").faults())
        .containsExactly("- /1/Records");
  }

  @Test
  void severalNotificationsCountTheirRecordsThrough() {
    String body = "[" + records(RECORD, RECORD) + "," + records(keyed("%")) + "]";

    assertThat(parse(body).faults()).containsExactly("2 /s3/object/key");
    assertThat(parse("[" + records(RECORD) + "," + RECORD + "]").hints()).hasSize(2);
    assertThat(parse("[]").faults()).containsExactly("- ");
  }

  @Test
  void moreThanTheLimitIsToldAsThatHoweverTheyAreSpread() {
    ParsedEvents tooMany = new ParsedEvents.TooMany(3);

    assertThat(parse(records(RECORD, RECORD, RECORD)).hints()).hasSize(3);
    assertThat(parse(records(RECORD, RECORD, RECORD, RECORD)).events()).isEqualTo(tooMany);
    assertThat(parse("[" + records(RECORD, RECORD) + "," + records(RECORD, RECORD) + "]").events())
        .isEqualTo(tooMany);
  }

  @Test
  void emptyFieldsAreAsGoodAsAbsent() {
    String empty =
        """
        {"eventName":"ObjectCreated:Put","eventTime":"","s3":{"bucket":{"name":"manga"},
         "object":{"key":"k","size":"","eTag":"","sequencer":"","versionId":""}}}
        """;

    assertThat(parse(records(empty)).hints()).containsExactly(Parsed.created("k"));
  }
}
