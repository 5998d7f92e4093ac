package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies as large as the intake takes, made to cost as much as they can. */
class LargeBodyTest {
  private static final int MIB = 1 << 20;

  /** Many times what a slow machine needs, and far less than what is not linear needs. */
  private static final Duration PROMPTLY = Duration.ofSeconds(20);

  private final EventForms forms = new EventForms(Parsed.SOURCES, 1000);

  private Parsed parse(String body) {
    EventRequest request =
        new EventRequest(MediaType.parse("application/json"), Map.of(), body.getBytes(UTF_8));
    return assertTimeoutPreemptively(
        PROMPTLY, () -> new Parsed(forms.of(request).orElseThrow().parse(request)));
  }

  static Stream<Arguments> beginnings() {
    return Stream.of(
        Arguments.of("s3", "{\"Records\":["),
        Arguments.of("minio", "{\"EventName\":\"\",\"Records\":["),
        Arguments.of("ceph", "{\"Records\":[{\"eventSource\":\"ceph:s3\",\"x\":["),
        Arguments.of("r2", "{\"bucket\":\"manga\",\"object\":["),
        Arguments.of("eventbridge", "{\"detail-type\":\"x\",\"detail\":["),
        Arguments.of("sns", "{\"Type\":\"x\",\"TopicArn\":\"x\",\"Message\":["),
        Arguments.of("cloudevents-structured", "{\"specversion\":\"1.0\",\"data\":["),
        Arguments.of("plain", "{\"source\":\"uploads\",\"x\":["));
  }

  private static String ends(String beginning) {
    StringBuilder ends = new StringBuilder();
    beginning.chars().forEach(c -> ends.insert(0, c == '{' ? "}" : c == '[' ? "]" : ""));
    return ends.toString();
  }

  private static String filled(String beginning, String filling) {
    String body = beginning + filling.repeat((MIB - 200) / filling.length());
    return body.substring(0, body.length() - 1) + ends(beginning);
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void nestingIsNotFollowed(String form, String beginning) {
    assertThat(parse(beginning + "[".repeat(MIB - 200)).allFaults()).isNotEmpty();
    assertThat(parse(beginning + "{\"a\":".repeat(MIB / 5 - 200)).allFaults()).isNotEmpty();
    assertThat(form).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void veryManyValuesAreNotHeld(String form, String beginning) {
    Stream.of("0,", "[],", "{},", "[{}],", "\"\",", "{\"a\":1,\"a\":1},")
        .forEach(
            filling -> {
              Parsed parsed = parse(filled(beginning, filling));

              if (!form.equals("plain") && !filling.equals("{\"a\":1,\"a\":1},")) {
                assertThat(parsed.detail()).contains("100000");
              } else {
                assertThat(parsed.allFaults()).isNotEmpty();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void hugeNumbersAreNotComputed(String form, String beginning) {
    String digits = "9".repeat(MIB - 200);

    assertThat(parse(beginning + digits + ends(beginning)).events()).isNotNull();
    assertThat(parse(beginning + "1e" + digits + ends(beginning)).events()).isNotNull();
    assertThat(form).isNotEmpty();
  }

  @Test
  void fieldsGivenTwiceAreToldOfOnlySoOften() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; fields.length() < MIB / 2; i++) {
      fields.append("\"").append(i).append("\":0,\"").append(i).append("\":0,");
    }

    assertThat(parse("{\"bucket\":\"manga\"," + fields + "\"action\":\"x\"}").faults()).hasSize(10);
    assertThat(
            parse("{\"source\":\"uploads\",\"key\":\"k\"," + fields + "\"action\":\"created\"}")
                .faults())
        .hasSize(10);
  }

  @Test
  void placesWithLongNamesAreNotWrittenOutAgainAndAgain() {
    String name = "n".repeat(MIB / 4);
    String open = ("{\"" + name + "\":").repeat(3);
    String filling = "{\"a\":0,\"a\":0},".repeat(10_000);
    String body = "{\"bucket\":\"manga\",\"x\":" + open + "[" + filling + "0]}}}}";

    assertThat(parse(body).allFaults()).allMatch(fault -> fault.pointer().length() < 1000);
  }

  @Test
  void aKeyThatIsAllEscapesIsReadOnce() {
    String key = "%41".repeat((MIB - 200) / 3);
    String body =
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"manga\"},"
            + "\"object\":{\"key\":\""
            + key
            + "\"}}}]}";

    assertThat(parse(body).faults()).containsExactly("0 /s3/object/key");
  }

  @Test
  void aThousandRecordsOfAThousandBytesAreTaken() {
    String record = S3FormTest.RECORD.replaceAll("\n\\s*", "");
    String body = "{\"Records\":[" + (record + ",").repeat(999) + record + "]}";

    assertThat(parse(body).hints()).hasSize(1000);
    assertThat(parse("[" + body + "," + body + "]").events())
        .isEqualTo(new ParsedEvents.TooMany(1000));
  }

  @Test
  void aHeaderOfAnyLengthIsRead() {
    Map<String, String> headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "uploads",
            "ce-type", "fr.mangatheque.continuity.object.created",
            "ce-subject", "\"" + "\\a".repeat(MIB) + "\"");
    EventRequest request = new EventRequest(MediaType.parse(""), headers, new byte[0]);

    Parsed parsed =
        assertTimeoutPreemptively(
            PROMPTLY, () -> new Parsed(forms.of(request).orElseThrow().parse(request)));

    assertThat(parsed.detail()).contains("1048576 bytes");
  }
}
