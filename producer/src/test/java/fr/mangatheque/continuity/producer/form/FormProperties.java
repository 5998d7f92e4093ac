package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.Utf8;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What vendors write is read as they meant it; whatever else is sent comes to an answer. */
class FormProperties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 5;

  private final EventForms forms = new EventForms(Parsed.SOURCES, LIMIT);

  @Property(tries = 2000)
  void whatAVendorWritesIsReadAsItWasMeant(
      @ForAll Vendors vendor, @ForAll("hints") @Size(min = 1, max = LIMIT) List<Hint> hints) {
    List<Hint> told = hints.subList(0, Math.min(hints.size(), vendor.most()));
    EventRequest request = vendor.write(told);

    EventForm form = forms.of(request).orElseThrow();

    assertThat(form.name()).isEqualTo(vendor.form());
    assertThat(form.parse(request))
        .isEqualTo(
            new ParsedEvents.Understood(told.stream().map(vendor::known).toList(), List.of()));
  }

  @Property
  void anyBytesComeToAnAnswer(
      @ForAll byte[] body,
      @ForAll("headers") Map<String, String> headers,
      @ForAll("types") String type) {
    answer(new EventRequest(MediaType.parse(type), headers, body));
  }

  @Property
  void anyJsonComesToAnAnswer(
      @ForAll("json") JsonNode json,
      @ForAll("headers") Map<String, String> headers,
      @ForAll("types") String type) {
    answer(new EventRequest(MediaType.parse(type), headers, json.toString().getBytes(UTF_8)));
  }

  @Property(tries = 2000)
  void whatAVendorWroteComesToAnAnswerHoweverItIsSpoilt(
      @ForAll Vendors vendor,
      @ForAll("hints") @Size(min = 1, max = LIMIT) List<Hint> hints,
      @ForAll long seed) {
    EventRequest request = vendor.write(hints);
    byte[] body = request.body().clone();
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    int end = random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length;

    answer(new EventRequest(request.type(), request.headers(), Arrays.copyOf(body, end)));
  }

  @Property
  void whateverStandsInAFieldComesToAnAnswer(
      @ForAll Vendors vendor,
      @ForAll("hints") @Size(min = 1, max = LIMIT) List<Hint> hints,
      @ForAll("json") JsonNode stranger,
      @ForAll long seed)
      throws IOException {
    EventRequest request = vendor.write(hints);
    JsonNode body = JSON.readTree(request.body());
    putSomewhere(body, stranger, new Random(seed));

    answer(new EventRequest(request.type(), request.headers(), body.toString().getBytes(UTF_8)));
  }

  private static void putSomewhere(JsonNode body, JsonNode stranger, Random random) {
    List<JsonNode> inner = new ArrayList<>();
    body.elements().forEachRemaining(inner::add);
    inner.removeIf(node -> node.isEmpty());
    if (!inner.isEmpty() && random.nextInt(4) > 0) {
      putSomewhere(inner.get(random.nextInt(inner.size())), stranger, random);
    } else if (body instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), stranger);
    } else if (body instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.set(names.get(random.nextInt(names.size())), stranger);
    }
  }

  /** What is shown back is valid Unicode, whatever was sent. */
  private void answer(EventRequest request) {
    EventForm form = forms.of(request).orElseThrow();
    switch (form.parse(request)) {
      case ParsedEvents.Understood(var hints, var passedOver) -> {
        assertThat(hints.size() + passedOver.size()).isLessThanOrEqualTo(LIMIT);
        assertThat(passedOver)
            .allSatisfy(event -> assertThat(Utf8.length(event.kind())).isNotNegative());
      }
      case ParsedEvents.TooMany(int limit) -> assertThat(limit).isEqualTo(LIMIT);
      case ParsedEvents.Subscription(String topic, var address) -> {
        assertThat(Utf8.length(topic)).isNotNegative();
        assertThat(address.getHost()).endsWith(".amazonaws.com");
      }
      case ParsedEvents.Faulty(var faults) ->
          assertThat(faults)
              .isNotEmpty()
              .allSatisfy(
                  fault -> {
                    assertThat(Utf8.length(fault.detail())).isPositive();
                    assertThat(Utf8.length(fault.pointer())).isNotNegative();
                    assertThat(fault.pointer()).matches("(?s)(/([^~/]|~[01])*)*");
                  });
    }
  }

  @Provide
  Arbitrary<List<Hint>> hints() {
    Arbitrary<@Nullable String> etags =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .ofMinLength(1)
            .ofMaxLength(40)
            .filter(text -> Hint.isETag(text) && !text.startsWith("W/"))
            .injectNull(0.2);
    Arbitrary<@Nullable Long> sizes = Arbitraries.longs().greaterOrEqual(0).injectNull(0.2);
    Arbitrary<@Nullable String> hashes = Arbitraries.of("0f".repeat(32)).injectNull(0.5);
    Arbitrary<@Nullable Instant> times =
        Arbitraries.longs()
            .between(0, Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli())
            .map(Instant::ofEpochMilli)
            .injectNull(0.2);
    Arbitrary<@Nullable String> sequencers =
        Arbitraries.strings()
            .numeric()
            .withCharRange('A', 'F')
            .ofMinLength(1)
            .ofMaxLength(40)
            .injectNull(0.2);
    return Combinators.combine(
            Combinators.combine(Arbitraries.of("uploads", "avatars"), keys()).as(ObjectId::new),
            Arbitraries.of(ChangeKind.CREATED, ChangeKind.REMOVED),
            etags,
            sizes,
            hashes,
            times,
            sequencers)
        .as(Hint::new)
        .list();
  }

  private static Arbitrary<String> keys() {
    Arbitrary<Integer> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return Arbitraries.oneOf(
            any, Arbitraries.of("%+ /~\"\\&=?#.\0\n\uFEFF".chars().boxed().toList()))
        .map(Character::toString)
        .list()
        .ofMinSize(1)
        .ofMaxSize(256)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "application/json", "application/cloudevents+json", "application/cloudevents-batch+json");
  }

  @Provide
  Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> names =
        Arbitraries.of("ce-specversion", "ce-id", "ce-type", "ce-source", "ce-subject", "ce-time");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of("1.0", "uploads", "fr.mangatheque.continuity.object.created", "a%20b"),
            Arbitraries.strings().ofMaxLength(10));
    Arbitrary<Map<String, String>> ofCloudEvents = Arbitraries.maps(names, values).ofMaxSize(6);
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(Map.of())),
        Tuple.of(1, Arbitraries.just(Map.of("x-amz-sns-message-type", "x"))),
        Tuple.of(2, ofCloudEvents));
  }

  @Provide
  Arbitrary<JsonNode> json() {
    return Arbitraries.recursive(
            FormProperties::scalars,
            inner ->
                Arbitraries.oneOf(
                    inner.list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items)),
                    Arbitraries.maps(names(), inner).ofMaxSize(6).map(FormProperties::object)),
            0,
            4)
        .withoutEdgeCases();
  }

  private static Arbitrary<JsonNode> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(10).map(NODES::textNode),
        Arbitraries.of(
                "manga",
                "shared",
                "uploads",
                "created",
                "PutObject",
                "ObjectCreated:Put",
                "s3:ObjectRemoved:Delete",
                "s3:TestEvent",
                "Object Created",
                "aws.s3",
                "ceph:s3",
                "Notification",
                "SubscriptionConfirmation",
                "https://sns.eu-west-3.amazonaws.com/?x",
                "1.0",
                "fr.mangatheque.continuity.object.removed",
                "2026-05-24T19:36:44Z",
                "{\"Records\":[{}]}")
            .map(NODES::textNode),
        Arbitraries.longs().map(NODES::numberNode),
        Arbitraries.doubles().map(NODES::numberNode),
        Arbitraries.of(true, false).map(NODES::booleanNode),
        Arbitraries.just(NODES.nullNode()));
  }

  private static JsonNode object(Map<String, JsonNode> fields) {
    ObjectNode object = NODES.objectNode();
    new HashMap<>(fields).forEach(object::set);
    return object;
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "Records",
        "eventName",
        "eventSource",
        "eventTime",
        "eventId",
        "s3",
        "bucket",
        "name",
        "object",
        "key",
        "size",
        "eTag",
        "sequencer",
        "EventName",
        "Key",
        "Service",
        "Event",
        "action",
        "account",
        "source",
        "detail-type",
        "detail",
        "time",
        "Type",
        "TopicArn",
        "Message",
        "SubscribeURL",
        "specversion",
        "id",
        "type",
        "subject",
        "data",
        "data_base64",
        "datacontenttype",
        "continuitysource",
        "a/b~\ud83d\ude00");
  }
}
