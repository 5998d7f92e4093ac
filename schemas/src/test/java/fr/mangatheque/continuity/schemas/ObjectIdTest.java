package fr.mangatheque.continuity.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "", "/", "a/b//c/", "../x", "漫画/1\n2", "uploads/x"})
  void anyKeyIsParsedAsItWasWritten(String key) {
    ObjectId id = new ObjectId("uploads-2", key);

    assertThat(ObjectId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "A", "a_b", "a/b", "é"})
  void aSourceHasAPlainName(String source) {
    assertThatThrownBy(() -> new ObjectId(source, "key"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSourcesNameHas63CharactersAtMost() {
    assertThat(ObjectId.isSourceName("a".repeat(63))).isTrue();
    assertThat(ObjectId.isSourceName("a".repeat(64))).isFalse();
  }

  @Test
  void textWithoutASlashNamesNoObject() {
    assertThatThrownBy(() -> ObjectId.parse("uploads"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uploads");
  }
}
