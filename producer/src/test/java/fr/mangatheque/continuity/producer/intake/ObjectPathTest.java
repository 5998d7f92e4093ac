package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectPathTest {
  @ParameterizedTest
  @CsvSource({
    "uploads/covers/1.jpg,covers/1.jpg",
    "uploads//a,/a",
    "uploads/a//b/,a//b/",
    "uploads/../x/./y,../x/./y",
    "uploads/a%2Fb,a/b",
    "uploads/a%252Fb,a%2Fb",
    "uploads/a+b,a+b",
    "uploads/a%20b,a b",
    "uploads/%E4%B8%80.jpg,一.jpg",
    "uploads/%e4%b8%80.jpg,一.jpg",
    "uploads/a;v=1,a;v=1",
  })
  void aKeyIsTakenExactly(String raw, String key) {
    assertThat(ObjectPath.parse(raw)).isEqualTo(new ObjectPath.Named("uploads", key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uploads/a%00b", "uploads/%EF%BB%BFa"})
  void whatCannotBeSeenIsKept(String raw) {
    assertThat(ObjectPath.parse(raw))
        .isInstanceOfSatisfying(
            ObjectPath.Named.class, named -> assertThat(named.key()).containsAnyOf("\0", "\uFEFF"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "uploads",
        "uploads/",
        "uploads/%",
        "uploads/a%2",
        "uploads/%zz",
        "uploads/%+1",
        "uploads/%C3",
        "uploads/%FF",
        "uploads/%C0%AF",
        "uploads/%ED%A0%80",
        "uploads/a b",
        "uploads/\u00e9",
        "uploads/a\tb",
      })
  void whatNamesNoKeyIsRefused(String raw) {
    assertThat(ObjectPath.parse(raw)).isInstanceOf(ObjectPath.Unreadable.class);
  }
}
