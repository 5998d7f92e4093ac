package fr.mangatheque.continuity.producer.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.Utf8;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, it is hints or faults. */
class PlainFormProperties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PlainForm form = new PlainForm(KnownSources.named(Set.of("uploads")), 5);

  private ParsedEvents parse(byte[] body) {
    return form.parse(EventRequest.of("application/json", body));
  }

  @Property
  void anyBytesAreHintsOrFaults(@ForAll byte[] body) {
    tell(parse(body));
  }

  @Property
  void anyJsonIsHintsOrFaults(@ForAll("json") JsonNode json) throws IOException {
    tell(parse(JSON.writeValueAsBytes(json)));
  }

  @Property
  void anEventWithBytesChangedIsHintsOrFaults(@ForAll("event") JsonNode event, @ForAll long seed)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(event);
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }

    tell(parse(body));
  }

  /** A fault's words go into JSON, so they are valid Unicode whatever was sent. */
  private static void tell(ParsedEvents parsed) {
    switch (parsed) {
      case ParsedEvents.Understood(var hints, _) -> assertThat(hints).hasSizeBetween(1, 5);
      case ParsedEvents.TooMany(int limit) -> assertThat(limit).isEqualTo(5);
      case ParsedEvents.Faulty(var faults) ->
          assertThat(faults)
              .isNotEmpty()
              .allSatisfy(
                  fault -> {
                    assertThat(fault.detail()).isNotBlank();
                    assertThat(Utf8.length(fault.detail())).isPositive();
                    assertThat(Utf8.length(fault.pointer())).isNotNegative();
                  });
      case ParsedEvents.Subscription _ -> throw new AssertionError("nobody subscribes plainly");
    }
  }

  @Property
  void aKeyComesThroughExactly(@ForAll("keys") String key) throws IOException {
    ObjectNode event = NODES.objectNode();
    event.put("source", "uploads").put("action", "created").put("key", key);

    List<Hint> hints = ((ParsedEvents.Understood) parse(JSON.writeValueAsBytes(event))).hints();

    assertThat(hints).hasSize(1);
    assertThat(hints.getFirst().object().objectKey()).isEqualTo(key);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .map(Character::toString)
        .list()
        .ofMinSize(1)
        .ofMaxSize(256)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<JsonNode> event() {
    return Arbitraries.maps(names(), json())
        .ofMaxSize(8)
        .map(
            fields -> {
              ObjectNode event = NODES.objectNode();
              event.put("source", "uploads").put("key", "k").put("action", "created");
              fields.forEach(event::set);
              return (JsonNode) event;
            })
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<JsonNode> json() {
    return Arbitraries.recursive(
            PlainFormProperties::scalars,
            inner ->
                Arbitraries.oneOf(
                    inner.list().ofMaxSize(6).map(items -> NODES.arrayNode().addAll(items)),
                    Arbitraries.maps(names(), inner).ofMaxSize(8).map(PlainFormProperties::object)),
            0,
            3)
        .withoutEdgeCases();
  }

  private static Arbitrary<JsonNode> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20).map(NODES::textNode),
        Arbitraries.of("uploads", "created", "removed", "2026-05-24T19:36:44Z")
            .map(NODES::textNode),
        Arbitraries.longs().map(NODES::numberNode),
        Arbitraries.bigDecimals().map((BigDecimal n) -> NODES.numberNode(n)),
        Arbitraries.of(true, false).map(NODES::booleanNode),
        Arbitraries.just(NODES.nullNode()));
  }

  private static JsonNode object(Map<String, JsonNode> fields) {
    ObjectNode object = NODES.objectNode();
    fields.forEach(object::set);
    return object;
  }

  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of("source", "key", "action", "etag", "size", "sha256", "occurredAt"),
        Arbitraries.strings().ofMaxLength(5));
  }
}
