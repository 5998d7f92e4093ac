package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents whose attributes are headers. */
class BinaryCloudEventsFormTest {
  private final BinaryCloudEventsForm form = new BinaryCloudEventsForm(Parsed.SOURCES, 3);

  private Parsed parse(String contentType, Map<String, String> headers, String body) {
    return new Parsed(
        form.parse(new EventRequest(MediaType.parse(contentType), headers, body.getBytes(UTF_8))));
  }

  private static Map<String, String> headers(String... more) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", "1234-1234-1234");
    headers.put("ce-source", "/mycontext/subcontext");
    headers.put("ce-type", "fr.mangatheque.continuity.object.created");
    headers.put("ce-continuitysource", "uploads");
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  private Parsed subject(String encoded) {
    return parse("", headers("ce-subject", encoded), "");
  }

  @Test
  void headersAloneAreEnoughForOurs() {
    assertThat(parse("", headers("ce-subject", "k", "ce-time", "2018-04-05T03:56:24Z"), "").hints())
        .containsExactly(
            new Hint(
                new ObjectId("uploads", "k"),
                ChangeKind.CREATED,
                null,
                null,
                null,
                Instant.parse("2018-04-05T03:56:24Z")));
  }

  @Test
  void theBodyIsTheData() {
    assertThat(parse("application/json", headers(), "{\"key\":\"a%20b\",\"size\":7}").hint())
        .satisfies(
            hint -> {
              assertThat(hint.object()).isEqualTo(new ObjectId("uploads", "a%20b"));
              assertThat(hint.size()).isEqualTo(7);
            });
    assertThat(parse("image/png", headers("ce-subject", "k"), "\u0089PNG").hints()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a%20b,`a b`",
        "a+b,a+b",
        "Euro%20%E2%82%AC%20%F0%9F%98%80,`Euro € \uD83D\uDE00`",
        "%e2%82%ac,€",
        "%61,a",
        "%00,`\0`",
        "\"a b\",`a b`",
        "\"a\\\"b\\\\c\",`a\"b\\c`",
        "\"a%20b\",`a b`"
      })
  void valuesArePercentDecoded(String encoded, String key) {
    assertThat(subject(encoded).hint().object().objectKey()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a, b",
        "\"a\", \"b\"",
        "é",
        "%",
        "%C0%A0",
        "%ED%A0%80",
        "\"",
        "\"a",
        "\"a\\\"",
        "a\u0001b",
        "\"a\u0001\""
      })
  void whatIsNotEncodedRightOrSentTwiceIsAFaultThatNamesTheHeader(String encoded) {
    Parsed parsed = subject(encoded);

    assertThat(parsed.faults()).containsExactly("0 ");
    assertThat(parsed.detail()).startsWith("the header ce-subject: ");
  }

  @Test
  void everyMissingAttributeIsTold() {
    assertThat(parse("", Map.of("ce-id", " "), "").allFaults())
        .extracting(Fault::detail)
        .containsExactly(
            "the header ce-specversion: this attribute is required",
            "the header ce-id: this attribute is required",
            "the header ce-source: this attribute is required",
            "the header ce-type: this attribute is required");
  }

  @Test
  void cephSendsItsNotificationsSo() {
    String body =
        """
        {"Records":[{"eventVersion":"2.2","eventSource":"ceph:s3","eventName":"ObjectCreated:Put",
         "eventTime":"2019-11-22T13:47:35.124724Z","s3":{"bucket":{"name":"manga","id":"5332.38"},
         "object":{"key":"une+clé","size":"1024","eTag":"37b51d194a7513e45b56f6524f2d51f2",
         "versionId":"","sequencer":"F7E6D75DC742D108"}},"eventId":""}]}
        """;
    Map<String, String> headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-type", "com.amazonaws.ObjectCreated:Put",
            "ce-time", "2019-11-22T13:47:35.124724Z",
            "ce-id", "503a4c37-85eb.5330.903595.14d2-zone1-zonegroup1",
            "ce-source", "ceph:s3.zonegroup1.manga",
            // Not encoded at all, but the record has the key, too.
            "ce-subject", "une+cl\u00c3\u00a9");

    Parsed parsed = parse("application/json", headers, body);

    assertThat(parsed.hint().object().objectKey()).isEqualTo("une+clé");
    assertThat(parsed.hint().size()).isEqualTo(1024);
  }

  @Test
  void faultsInTheDataAreToldWithTheirPlaceInTheBody() {
    String body = "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}";

    assertThat(
            parse(
                    "application/json",
                    headers("ce-type", "com.amazonaws.s3.ObjectCreated:Put"),
                    body)
                .faults())
        .containsExactly("0 /Records/0/s3");
    assertThat(parse("application/json", headers("ce-subject", "k"), "{").faults())
        .containsExactly("- ");
    assertThat(
            parse("text/plain", headers("ce-type", "com.amazonaws.s3.ObjectCreated:Put"), body)
                .faults())
        .containsExactly("0 ");
  }
}
