package fr.mangatheque.continuity.processors.cdn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.net.URI;
import java.net.URLDecoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as paths of URLs. */
class CdnUrlTest {
  private static final URI BASE = URI.create("https://cdn.example.com/files");

  @ParameterizedTest
  @CsvSource({
    "covers/1.jpg, covers/1.jpg",
    "a b+c&d;e=f?g#h, a%20b%2Bc%26d%3Be%3Df%3Fg%23h",
    "100%, 100%25",
    "é/漫.png, %C3%A9/%E6%BC%AB.png",
    "x//y, x//y",
    "a/../b/./c, a/%2E%2E/b/%2E/c",
    "/leading, /leading",
    "tail/, tail/",
    "~user_1-2.x, ~user_1-2.x"
  })
  void aKeyIsEncodedSegmentBySegment(String key, String path) {
    assertThat(CdnUrl.of(BASE, new ObjectKey(key)))
        .isEqualTo(URI.create("https://cdn.example.com/files/" + path));
    assertThat(CdnUrl.of(URI.create(BASE + "/"), new ObjectKey(key)))
        .isEqualTo(URI.create("https://cdn.example.com/files/" + path));
  }

  @Property(tries = 200)
  void noTwoKeysHaveOneUrl(
      @ForAll
          @StringLength(min = 1, max = 60)
          @Chars({'a', 'Z', '0', '.', '/', '%', '2', 'F', '+', ' ', '&', '?', '#', '~', 'é', '漫'})
          String text) {
    ObjectKey key = new ObjectKey(text);

    String path = CdnUrl.of(BASE, key).toString().substring(BASE.toString().length() + 1);

    assertThat(path).matches("[A-Za-z0-9._~/%-]*");
    assertThat(URLDecoder.decode(path, UTF_8)).isEqualTo(text);
  }
}
