package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.Utf8;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

class ObjectPathProperties {
  @Property
  void anyKeyIsReadBackAsItWas(@ForAll("keys") String key) {
    assertThat(ObjectPath.parse(ObjectPath.format("uploads", key)))
        .isEqualTo(new ObjectPath.Named("uploads", key));
  }

  @Property
  void anyKeyStaysAsItIsInAUrl(@ForAll("keys") String key) {
    String raw = ObjectPath.format("uploads", key);

    assertThat(URI.create("http://127.0.0.1:1/v1/objects/" + raw).getRawPath())
        .isEqualTo("/v1/objects/" + raw);
  }

  /** As URLEncoder does it, which means forms: there a space is a plus. */
  @Property
  void aKeyWithEverySlashEscapedIsTheSameKey(@ForAll("keys") String key) {
    String escaped = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");

    assertThat(ObjectPath.parse("uploads/" + escaped))
        .isEqualTo(new ObjectPath.Named("uploads", key));
  }

  @Property
  void nothingBreaksIt(@ForAll @StringLength(max = 50) String raw) {
    assertThat(ObjectPath.parse(raw))
        .satisfiesAnyOf(
            path -> assertThat(path).isInstanceOf(ObjectPath.Unreadable.class),
            path -> assertThat(path).isInstanceOf(ObjectPath.Named.class));
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> tricky =
        Arbitraries.of(
                "/", "//", ".", "..", "+", "%", "%2F", "%00", "\0", " ", ";a=b", "?", "#", "é")
            .list()
            .ofMinSize(1)
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(100)
            .filter(text -> Utf8.length(text) > 0 && Utf8.length(text) <= Hint.MAX_KEY_BYTES);
    return Arbitraries.oneOf(tricky, any);
  }

  @Example
  void oneKeyOfTheGreatestLengthIsTakenAndNoLonger() {
    assertThat(ObjectPath.parse("uploads/" + "%C3%A9".repeat(512)))
        .isEqualTo(new ObjectPath.Named("uploads", "é".repeat(512)));
    assertThat(ObjectPath.parse("uploads/" + "%C3%A9".repeat(513)))
        .isEqualTo(
            new ObjectPath.Unreadable("A key has 1 to 1024 bytes of UTF-8; this one has 1026."));
  }
}
