package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFormTest {
  private static final String REST = "\"source\":\"uploads\",\"action\":\"created\"";

  private final PlainForm form = new PlainForm(KnownSources.named(Set.of("uploads", "avatars")), 3);

  private ParsedEvents parse(byte[] body) {
    return form.parse(EventRequest.of("application/json", body));
  }

  private ParsedEvents parse(String body) {
    return parse(body.getBytes(UTF_8));
  }

  private List<Hint> hints(String body) {
    return ((ParsedEvents.Understood) parse(body)).hints();
  }

  /** Each as {@code index pointer}. */
  private List<String> faults(String body) {
    return ((ParsedEvents.Faulty) parse(body))
        .faults().stream()
            .map(fault -> (fault.index() == null ? "-" : fault.index()) + " " + fault.pointer())
            .toList();
  }

  private String detail(String body) {
    List<Fault> faults = ((ParsedEvents.Faulty) parse(body)).faults();
    assertThat(faults).hasSize(1);
    return faults.getFirst().detail();
  }

  private static String event(String field) {
    return "{" + REST + ",\"key\":\"k\"," + field + "}";
  }

  @Test
  void onlySourceKeyAndActionAreNeeded() {
    assertThat(hints("{\"source\":\"avatars\",\"key\":\"k\",\"action\":\"removed\"}"))
        .containsExactly(
            new Hint(new ObjectId("avatars", "k"), ChangeKind.REMOVED, null, null, null, null));
    assertThat(faults("{}")).containsExactly("0 /source", "0 /key", "0 /action");
  }

  @Test
  void nullIsAsGoodAsAbsent() {
    String nulls = "\"etag\":null,\"size\":null,\"sha256\":null,\"occurredAt\":null";

    assertThat(hints(event(nulls))).isEqualTo(hints("{" + REST + ",\"key\":\"k\"}"));
    assertThat(faults("{" + REST + ",\"key\":null}")).containsExactly("0 /key");
  }

  @Test
  void fieldsItDoesNotKnowArePassedOver() {
    assertThat(hints(event("\"x\":{\"key\":[1,{\"source\":2}]},\"y\":1e999,\"z\":-0")))
        .hasSize(1)
        .allMatch(hint -> hint.object().objectKey().equals("k"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]", "[[]]", "[\"a\"]", "[null]", "[true]", "1", "\"a\"", "null", "false", "[1.5]"
      })
  void anEventIsAnObject(String body) {
    assertThat(faults(body)).containsExactly("0 ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"source\":1,/source",
        "\"key\":{},/key",
        "\"action\":[],/action",
        "\"etag\":1,/etag",
        "\"size\":\"1\",/size",
        "\"size\":1.0,/size",
        "\"size\":1e3,/size",
        "\"size\":-1,/size",
        "\"size\":9223372036854775808,/size",
        "\"size\":true,/size",
        "\"sha256\":12,/sha256",
        "\"occurredAt\":1716579404,/occurredAt"
      })
  void aWrongTypeIsAFault(String field, String pointer) {
    String name = pointer.substring(1);
    String others = REST.replaceAll("\"" + name + "\":\"\\w+\",?", "").replaceAll(",$", "");
    String key = name.equals("key") ? "" : ",\"key\":\"k\"";

    assertThat(faults("{" + others + key + "," + field + "}")).containsExactly("0 " + pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "etag,''",
    "etag,a\u0001b",
    "etag,\\\"half",
    "sha256,''",
    "sha256,e3b0",
    "sha256,g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "occurredAt,''",
    "occurredAt,yesterday",
    "occurredAt,2026-05-24",
    "occurredAt,2026-05-24T19:36:44",
    "occurredAt,2026-13-24T19:36:44Z",
    "occurredAt,1969-12-31T23:59:59Z",
    "occurredAt,+999999999-12-31T23:59:59Z"
  })
  void aWrongValueIsAFault(String name, String value) {
    String body = event("\"" + name + "\":\"" + value.replace("\u0001", "\\u0001") + "\"");

    assertThat(faults(body)).containsExactly("0 /" + name);
  }

  @Test
  void valuesComeAsTheLedgerCompares() {
    Hint hint =
        hints(
                event(
                    "\"etag\":\"W/\\\"abc-2\\\"\",\"size\":9223372036854775807,\"sha256\":\""
                        + "AB".repeat(32)
                        + "\",\"occurredAt\":\"2026-05-24T21:36:44+02:00\""))
            .getFirst();

    assertThat(hint.etag()).isEqualTo("abc-2");
    assertThat(hint.size()).isEqualTo(Long.MAX_VALUE);
    assertThat(hint.sha256()).isEqualTo("ab".repeat(32));
    assertThat(hint.occurredAt()).isEqualTo(Instant.parse("2026-05-24T19:36:44Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00 tail", "head \\ud83d", "\\ude00\\ud83d"})
  void halfASurrogatePairIsNoKey(String key) {
    assertThat(detail("{" + REST + ",\"key\":\"" + key + "\"}")).contains("surrogate");
  }

  @Test
  void aKeyOfTheRightLengthInBytesIsTaken() {
    assertThat(hints("{" + REST + ",\"key\":\"" + "一".repeat(341) + "a\"}")).hasSize(1);
    assertThat(detail("{" + REST + ",\"key\":\"" + "一".repeat(341) + "ab\"}"))
        .contains("1025")
        .contains("1024");
    assertThat(detail("{" + REST + ",\"key\":\"\"}")).contains("empty");
  }

  @Test
  void aFieldGivenTwiceIsAFaultKnownOrNot() {
    assertThat(faults(event("\"key\":\"k\",\"a/b\":1,\"a/b\":2,\"a/b\":3")))
        .containsExactly("0 /key", "0 /a~1b");
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
    byte[] latin = ("{" + REST + ",\"key\":\"\u00e9\"}").getBytes(ISO_8859_1);
    int place = ("{" + REST + ",\"key\":\"").length();

    ParsedEvents.Faulty faulty = (ParsedEvents.Faulty) parse(latin);

    assertThat(faulty.faults()).hasSize(1);
    assertThat(faulty.faults().getFirst().detail()).contains("UTF-8 at byte " + place);
  }

  @Test
  void surrogatesWrittenAsBytesAreNotUtf8() {
    byte[] body = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};

    assertThat(parse(body)).isInstanceOf(ParsedEvents.Faulty.class);
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(hints("\ufeff" + event("\"size\":1"))).hasSize(1);
  }

  @Test
  void whatStandsBeforeABreakIsStillToldOf() {
    assertThat(faults("[{\"key\":\"\"},{\"source\":7,"))
        .containsExactly("0 /key", "0 /source", "0 /action", "1 /source", "- ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[]", "{", "[", "{} {}", "[{}", "nul", "{'a':1}", "]", "{]"})
  void whatIsNotOneJsonValueWithEventsIsRefused(String body) {
    assertThat(parse(body)).isInstanceOf(ParsedEvents.Faulty.class);
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    assertThat(parse("[".repeat(500_000))).isInstanceOf(ParsedEvents.Faulty.class);
    assertThat(parse(event("\"x\":" + "[".repeat(90) + "]".repeat(90))))
        .isInstanceOf(ParsedEvents.Understood.class);
    assertThat(parse(event("\"x\":" + "{\"a\":".repeat(200_000))))
        .isInstanceOf(ParsedEvents.Faulty.class);
  }

  @Test
  void hugeNumbersAreNotComputed() {
    String digits = "9".repeat(900_000);

    assertThat(faults(event("\"size\":" + digits))).containsExactly("0 /size");
    assertThat(hints(event("\"x\":" + digits + ",\"y\":1e" + digits))).hasSize(1);
  }

  @Test
  void moreThanTheLimitIsToldAsThat() {
    String one = event("\"size\":1");

    assertThat(hints("[" + one + "," + one + "," + one + "]")).hasSize(3);
    assertThat(parse("[" + one + "," + one + "," + one + "," + one + "]"))
        .isEqualTo(new ParsedEvents.TooMany(3));
  }

  @Test
  void anUnknownSourceHearsTheKnownOnes() {
    assertThat(detail("{\"source\":\"upload\",\"key\":\"k\",\"action\":\"created\"}"))
        .isEqualTo("there is no source 'upload'; the sources are: avatars, uploads");
  }

  @Test
  void itReadsJsonInUtf8Alone() {
    assertThat(reads("application/json")).isTrue();
    assertThat(reads("Application/JSON ; Charset=\"UTF-8\"")).isTrue();
    assertThat(reads("application/json;charset=utf-16")).isFalse();
    assertThat(reads("application/json-patch+json")).isFalse();
    assertThat(reads("application/json, application/json")).isFalse();
    assertThat(reads("")).isFalse();
  }

  private boolean reads(String contentType) {
    EventForms forms = new EventForms(KnownSources.named(Set.of("uploads")), 3);
    return forms.reads(EventRequest.of(contentType, new byte[0]));
  }
}
