package fr.mangatheque.continuity.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, tags and hashes as values. */
class NamesTest {
  @Property
  void keysAreOrderedAsTheirBytes(@ForAll String a, @ForAll String b) {
    Assume.that(isUnicode(a) && isUnicode(b));

    assertThat(Integer.signum(Utf8Order.compare(a, b)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(a), utf8(b))));
  }

  @Test
  void astralKeysComeBehindAllOthers() {
    assertThat(new ObjectKey("\uD83D\uDE00")).isGreaterThan(new ObjectKey("\uFFFD"));
  }

  @Test
  void aKeyHas1To1024Bytes() {
    assertThat(new ObjectKey("é".repeat(512)).byteLength()).isEqualTo(1024);
    assertThatThrownBy(() -> new ObjectKey("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObjectKey("é".repeat(513)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1026");
    assertThatThrownBy(() -> new ObjectKey("half a pair \uD83D"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {"\"abc\" | abc", "W/\"abc\" | abc", "abc | abc", "\"\" | ''", "\"a-2\" | a-2"})
  void aTagIsWhatIsBetweenQuotes(String header, String tag) {
    assertThat(ETag.ofHeader(header)).isEqualTo(new ETag(tag));
  }

  @Test
  void onlyATagThatMayBeAnMd5LooksLikeOne() {
    assertThat(new ETag("0123456789abcdef0123456789abcdef").looksLikeMd5()).isTrue();
    assertThat(new ETag("0123456789abcdef0123456789abcdef-2").looksLikeMd5()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123", "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"})
  void aHashHasOneSpelling(String hex) {
    assertThat(Sha256.parse(hex)).isEmpty();
    assertThatThrownBy(() -> new Sha256(hex)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void contentKnowsItsHashes() {
    Content content = Content.of("abc".getBytes(StandardCharsets.UTF_8));

    assertThat(content.sha256())
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(content.md5()).hasToString("900150983cd24fb0d6963f7d28e17f72");
    assertThat(content.md5().base64()).isEqualTo("kAFQmDzST7DWlj99KOF/cg==");
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
