package fr.mangatheque.continuity.producer.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsFormTest {
  private static final String CONFIRMATION =
      """
      {"Type":"SubscriptionConfirmation","MessageId":"165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
       "Token":"2336412f37","TopicArn":"arn:aws:sns:us-west-2:123456789012:manga",
       "Message":"You have chosen to subscribe to the topic arn:aws:sns:us-west-2:123456789012:\
      manga.\\nTo confirm the subscription, visit the SubscribeURL included in this message.",
       "SubscribeURL":"https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=\
      arn:aws:sns:us-west-2:123456789012:manga&Token=2336412f37",
       "Timestamp":"2012-04-26T20:45:04.751Z","SignatureVersion":"1","Signature":"EXAMPLEpH+",
       "SigningCertURL":"https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ec.pem"}
      """;

  private final EventForms forms = new EventForms(Parsed.SOURCES, 3);

  private Parsed parse(String type, String body) {
    EventRequest request =
        new EventRequest(
            MediaType.parse("text/plain; charset=UTF-8"),
            Map.of("X-Amz-Sns-Message-Type", type),
            body.getBytes(StandardCharsets.UTF_8));
    EventForm form = forms.of(request).orElseThrow();
    assertThat(form.name()).isEqualTo("sns");
    return new Parsed(form.parse(request));
  }

  private static String notification(String message) {
    return """
    {"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
     "TopicArn":"arn:aws:sns:us-west-2:123456789012:manga","Subject":"Amazon S3 Notification",
     "Message":%s,"Timestamp":"2012-05-02T00:54:06.655Z","SignatureVersion":"1",
     "Signature":"EXAMPLEw6JRN","UnsubscribeURL":"https://sns.us-west-2.amazonaws.com/?Action=U"}
    """
        .formatted(JsonNodeFactory.instance.textNode(message));
  }

  @Test
  void aNotificationHasItsEventsAsText() {
    Parsed s3 =
        parse(
            "Notification", notification(S3FormTest.records(S3FormTest.RECORD, S3FormTest.RECORD)));
    Parsed bridge = parse("Notification", notification(EventBridgeFormTest.CREATED));

    assertThat(s3.hints()).hasSize(2);
    assertThat(s3.hints().getFirst().object().objectKey()).isEqualTo("covers/red flower é+1.jpg");
    assertThat(bridge.hint().object().objectKey()).isEqualTo("covers/one+piece%201.jpg");
  }

  @Test
  void rawDeliveryHasThemAlone() {
    assertThat(parse("Notification", S3FormTest.records(S3FormTest.RECORD)).hints()).hasSize(1);
    assertThat(parse("Notification", EventBridgeFormTest.CREATED).hints()).hasSize(1);
  }

  @Test
  void theTestOfATopicIsPassedOver() {
    String test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"manga\"}";

    assertThat(parse("Notification", notification(test)).passedOver())
        .containsExactly("s3:TestEvent known uploads");
  }

  @Test
  void aMessageOfAnotherKindIsAFault() {
    assertThat(parse("Notification", notification("hello")).faults()).containsExactly("- /Message");
    assertThat(parse("Notification", notification("{\"Records\":[]}")).faults())
        .containsExactly("- /Message");
    assertThat(parse("Notification", notification("[]")).faults()).containsExactly("- /Message");
    assertThat(parse("Notification", "[]").faults()).containsExactly("- ");
    assertThat(parse("Notification", "hello").faults()).containsExactly("- ");
  }

  @Test
  void faultsInAMessageAreToldByTheirEvent() {
    String bad = S3FormTest.RECORD.replace("\"manga\"", "\"mango\"");

    assertThat(
            parse("Notification", notification(S3FormTest.records(S3FormTest.RECORD, bad)))
                .faults())
        .containsExactly("1 /s3/bucket/name");
  }

  @Test
  void aSubscriptionIsForAPersonToConfirm() {
    assertThat(parse("SubscriptionConfirmation", CONFIRMATION).events())
        .isEqualTo(
            new ParsedEvents.Subscription(
                "arn:aws:sns:us-west-2:123456789012:manga",
                URI.create(
                    "https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
                        + "arn:aws:sns:us-west-2:123456789012:manga&Token=2336412f37")));
  }

  @Test
  void chinasRegionsHaveADomainOfTheirOwn() {
    String china =
        CONFIRMATION.replace(
            "https://sns.us-west-2.amazonaws.com/?", "https://sns.cn-north-1.amazonaws.com.cn/?");

    assertThat(parse("SubscriptionConfirmation", china).events())
        .isInstanceOf(ParsedEvents.Subscription.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.us-west-2.amazonaws.com/",
        "https://sns.us-west-2.amazonaws.com.evil.example/",
        "https://evil.example/sns.us-west-2.amazonaws.com/",
        "https://sns.us-west-2.amazonaws.com@evil.example/",
        "https://user@sns.us-west-2.amazonaws.com/",
        "https://sns.us-west-2.amazonaws.com:8443/",
        "https://sns.us.west.amazonaws.com/",
        "https://evil-sns.us-west-2.amazonaws.com/",
        "https://sns.us-west-2.amazonaws.com\\\\@evil.example/",
        "https://sns.us-west-2.amazonaws.com\\n.evil.example/",
        "https://",
        "//sns.us-west-2.amazonaws.com/",
        "file:///etc/passwd",
        ""
      })
  void noOtherAddressIsGivenToAnybodyToOpen(String url) {
    String body =
        CONFIRMATION
            .replaceFirst("\"SubscribeURL\":\"[^\"]*\"", "\"SubscribeURL\":\"\"")
            .replace("\"SubscribeURL\":\"\"", "\"SubscribeURL\":\"" + url + "\"");

    Parsed parsed = parse("SubscriptionConfirmation", body);

    assertThat(parsed.faults()).containsExactly("- /SubscribeURL");
    assertThat(parsed.detail()).contains("not an address of Amazon SNS");
  }

  @Test
  void anAddressLongerThanAmazonsIsNotShownToAnybody() {
    String padded = CONFIRMATION.replace("Token=2336412f37", "Token=" + "2".repeat(2048));

    Parsed parsed = parse("SubscriptionConfirmation", padded);

    assertThat(parsed.faults()).containsExactly("- /SubscribeURL");
    assertThat(parsed.detail()).contains("longer than 2048").hasSizeLessThan(200);
  }

  @Test
  void aConfirmationWithAFieldTwiceIsNotBelieved() {
    String twice = CONFIRMATION.replace("\"Token\"", "\"SubscribeURL\":\"x\",\"Token\"");

    assertThat(parse("SubscriptionConfirmation", twice).faults())
        .containsExactly("- /SubscribeURL");
  }

  @Test
  void theEndOfASubscriptionIsPassedOver() {
    String end = CONFIRMATION.replace("SubscriptionConfirmation", "UnsubscribeConfirmation");
    String other = CONFIRMATION.replace("SubscriptionConfirmation", "Serenade");

    assertThat(parse("UnsubscribeConfirmation", end).passedOver())
        .containsExactly("UnsubscribeConfirmation known null");
    assertThat(parse("Serenade", other).passedOver()).containsExactly("Serenade unknown null");
  }

  @Test
  void whatSnsNeverLeavesOutIsRequired() {
    String none = "{\"Type\":\"%s\",\"TopicArn\":\"arn\"}";

    assertThat(parse("Notification", none.formatted("Notification")).faults())
        .containsExactly("- /Message");
    assertThat(parse("x", none.formatted("SubscriptionConfirmation")).faults())
        .containsExactly("- /SubscribeURL");
    assertThat(parse("x", "{\"Type\":1,\"TopicArn\":2}").faults()).containsExactly("- /Type");
  }
}
