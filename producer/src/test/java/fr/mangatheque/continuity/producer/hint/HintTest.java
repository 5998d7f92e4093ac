package fr.mangatheque.continuity.producer.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintTest {
  private static Hint ofKey(String key) {
    return new Hint(new ObjectId("uploads", key), ChangeKind.CREATED, null, null, null, null);
  }

  private static Hint of(String etag, long size, String sha256) {
    return new Hint(new ObjectId("uploads", "k"), ChangeKind.CREATED, etag, size, sha256, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half \ud800 a pair", "\udc00", "😀\ud83d"})
  void aKeyThatNoStoreHoldsIsRefused(String key) {
    assertThatThrownBy(() -> ofKey(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyIsAsLongAsStoresAllowInBytes() {
    assertThat(ofKey("é".repeat(512)).object().objectKey()).hasSize(512);
    assertThatThrownBy(() -> ofKey("é".repeat(512) + "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fieldsThatCannotBeAreRefused() {
    String sha256 = "0".repeat(64);

    assertThatThrownBy(() -> of("\"quoted\"", 1, sha256)).hasMessageContaining("ETag");
    assertThatThrownBy(() -> of("etag", -1, sha256)).hasMessageContaining("negative");
    assertThatThrownBy(() -> of("etag", 1, "A".repeat(64))).hasMessageContaining("SHA-256");
    assertThat(of("etag", 0, sha256).sha256()).isEqualTo(sha256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "\ud800"})
  void whatIsNoSequencerIsRefused(String sequencer) {
    assertThatThrownBy(() -> of(sequencer)).hasMessageContaining("sequencer");
  }

  @Test
  void aSequencerIsKeptAsItWasWrittenUpToItsLongest() {
    String longest = "0aF".repeat(42) + "00";

    assertThat(of(longest).sequencer()).isEqualTo(longest);
    assertThatThrownBy(() -> of(longest + "0")).hasMessageContaining("sequencer");
  }

  private static Hint of(String sequencer) {
    ObjectId object = new ObjectId("uploads", "k");
    return new Hint(object, ChangeKind.CREATED, null, null, null, null, sequencer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "一", "😀", "a\u0000b", "\uffff"})
  void lengthsAreThoseOfTheEncodedText(String text) {
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }
}
