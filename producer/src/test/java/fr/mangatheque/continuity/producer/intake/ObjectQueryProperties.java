package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.uri.UriQuery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ObjectQueryProperties {
  @Property
  void anyQuestionIsReadBackAsItWas(@ForAll("questions") ObjectQuery.Asked asked) {
    assertThat(ObjectQuery.parse(UriQuery.create(asked.format()))).isEqualTo(asked);
  }

  @Provide
  Arbitrary<ObjectQuery.Asked> questions() {
    Arbitrary<Duration> patience = Arbitraries.longs().between(0, 60_000).map(Duration::ofMillis);
    Arbitrary<String> sha256 =
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).injectNull(0.3);
    Arbitrary<String> tricky =
        Arbitraries.of(
                "+", "%", "%2B", "\"", "'", "&", "=", "&etag=", "#", ";", " ", "é", "漫", "🎴")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMaxLength(64)
            .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    Arbitrary<String> etag = Arbitraries.oneOf(tricky, any).injectNull(0.2);
    return Combinators.combine(patience, sha256, etag).as(ObjectQuery.Asked::new);
  }
}
