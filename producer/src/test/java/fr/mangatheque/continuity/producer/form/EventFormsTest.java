package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormsTest {
  private final EventForms forms = new EventForms(Parsed.SOURCES, 3);

  private String name(String contentType, Map<String, String> headers, String body) {
    EventRequest request =
        new EventRequest(MediaType.parse(contentType), headers, body.getBytes(UTF_8));
    assertThat(forms.reads(request)).isEqualTo(forms.of(request).isPresent());
    return forms.of(request).map(EventForm::name).orElse("none");
  }

  private String name(String body) {
    return name("application/json", Map.of(), body);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "plain|{\"source\":\"uploads\",\"key\":\"k\",\"action\":\"created\"}",
        "plain|{\"key\":\"k\",\"bucket\":\"b\",\"action\":\"created\"}",
        "plain|{}",
        "plain|{\"action\":\"PutObject\"}",
        "plain|{\"x\":[{\"Records\":[]}]}",
        "r2|{\"account\":\"a\",\"action\":\"PutObject\",\"bucket\":\"b\",\"object\":{}}",
        "r2|{\"object\":{}}",
        "s3|{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
        "s3|{\"Records\":[]}",
        "s3|{\"Records\":[1,[2]]}",
        "s3|{\"Records\":7}",
        "s3|{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}",
        "s3|{\"eventName\":\"ObjectCreated:Put\",\"s3\":{}}",
        "minio|{\"EventName\":\"e\",\"Key\":\"k\",\"Records\":[{}]}",
        "minio|{\"EventType\":\"e\",\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
        "minio|{\"Records\":[{\"eventSource\":\"minio:s3\"}]}",
        "ceph|{\"Records\":[{\"eventSource\":\"ceph:s3\"}]}",
        "ceph|{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventId\":\"\"}]}",
        "ceph|{\"eventName\":\"ObjectCreated:Put\",\"s3\":{},\"eventSource\":\"ceph:s3\"}",
        "eventbridge|{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{}}",
        "sns|{\"Type\":\"Notification\",\"TopicArn\":\"a\",\"Message\":\"\"}",
        "cloudevents-structured|{\"specversion\":\"1.0\",\"source\":\"s\",\"data\":{\"key\":1}}"
      })
  void jsonIsToldByWhatItsFirstEventLooksLike(String form, String event) {
    assertThat(name(event)).isEqualTo(form);
    assertThat(name("[" + event + "]")).isEqualTo(form);
    assertThat(name(" [" + event + ",{\"source\":\"uploads\",\"specversion\":1}]")).isEqualTo(form);
    assertThat(name("\uFEFF" + event)).isEqualTo(form);
  }

  @Test
  void whatBreaksOffIsToldByWhatStandsBefore() {
    assertThat(name("{\"Records\":[{\"eventSource\":")).isEqualTo("s3");
    assertThat(name("[{\"detail-type\":\"x\",\"detail\":{]}")).isEqualTo("eventbridge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "[[]]", "7", "\"x\"", "nul", "[{", "{\"", "}"})
  void whatLooksLikeNothingIsPlain(String body) {
    assertThat(name(body)).isEqualTo("plain");
  }

  @Test
  void bytesThatAreNoTextAreForThePlainFormToRefuse() {
    EventRequest request =
        EventRequest.of("application/json", new byte[] {(byte) 0xff, (byte) 0xfe});

    EventForm form = forms.of(request).orElseThrow();

    assertThat(form.name()).isEqualTo("plain");
    assertThat(form.parse(request)).isInstanceOf(ParsedEvents.Faulty.class);
  }

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+json,cloudevents-structured",
    "Application/CloudEvents+JSON;charset=UTF-8,cloudevents-structured",
    "application/cloudevents-batch+json;charset=utf-8,cloudevents-batch",
    "application/cloudevents+json;charset=utf-16,none",
    "application/cloudevents+xml,none",
    "text/plain,none",
    "'',none"
  })
  void aContentTypeOfItsOwnTellsTheForm(String type, String form) {
    assertThat(name(type, Map.of(), "{}")).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,cloudevents-binary",
    "'',cloudevents-binary",
    "image/png,cloudevents-binary",
    "application/cloudevents+json,cloudevents-structured",
    "application/cloudevents-batch+json,cloudevents-batch",
    "application/cloudevents+avro,none"
  })
  void headersOfCloudEventsTellTheForm(String type, String form) {
    assertThat(name(type, Map.of("CE-SpecVersion", "1.0"), "{}")).isEqualTo(form);
    assertThat(name(type, Map.of("ce-id", "1"), "{}")).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=UTF-8,sns",
    "application/json,sns",
    "text/plain; charset=ISO-8859-1,none",
    "text/html,none"
  })
  void theHeaderOfSnsTellsTheForm(String type, String form) {
    assertThat(name(type, Map.of("x-amz-sns-message-type", "Notification"), "{}")).isEqualTo(form);
  }

  @Test
  void theRestOfABodyKeepsToTheFormOfItsBeginning() {
    String plain = "{\"source\":\"uploads\",\"key\":\"k\",\"action\":\"created\"}";
    EventRequest request =
        EventRequest.of(
            "application/json",
            ("[" + plain + "," + EventBridgeFormTest.CREATED + "]").getBytes(UTF_8));

    Parsed parsed = new Parsed(forms.of(request).orElseThrow().parse(request));

    assertThat(parsed.faults()).containsExactly("1 /source", "1 /key", "1 /action");
  }
}
