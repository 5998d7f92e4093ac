package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixBindingTest {
  private final MemoryObjectStore backup = new MemoryObjectStore(InstantSource.system());
  private final BackupLayout layout = new BackupLayout("site/");
  private final Binding binding = new Binding(1, "uploads", "library", "https://a.example");

  @Test
  void aFreePrefixIsBound() throws IOException {
    assertThat(PrefixBinding.bind(backup, layout, binding)).isEqualTo(binding);

    assertThat(held())
        .isEqualToIgnoringWhitespace(
            "{\"format\":1,\"source\":\"uploads\",\"bucket\":\"library\","
                + "\"endpoint\":\"https://a.example\"}");
  }

  @Test
  void theSameSourceIsWelcomeAgainWhereverItsBucketIsNow() {
    PrefixBinding.bind(backup, layout, binding);

    Binding moved = new Binding(1, "uploads", "library", "https://b.example");

    assertThat(PrefixBinding.bind(backup, layout, moved)).isEqualTo(binding);
  }

  @Test
  void anotherSourceIsRefused() {
    PrefixBinding.bind(backup, layout, binding);

    assertThatThrownBy(
            () ->
                PrefixBinding.bind(
                    backup, layout, new Binding(1, "avatars", "library", "https://a.example")))
        .isInstanceOf(BindingMismatchException.class)
        .hasMessageContaining("uploads")
        .hasMessageContaining("avatars");
  }

  @Test
  void anotherBucketOfTheSameNameIsRefused() {
    PrefixBinding.bind(backup, layout, binding);

    assertThatThrownBy(
            () ->
                PrefixBinding.bind(
                    backup, layout, new Binding(1, "uploads", "staging", "https://a.example")))
        .isInstanceOf(BindingMismatchException.class)
        .hasMessageContaining("staging");
  }

  @Test
  void aLaterFormatIsRefused() {
    hold("{\"format\":2,\"source\":\"uploads\",\"bucket\":\"library\",\"endpoint\":\"e\"}");

    assertThatThrownBy(() -> PrefixBinding.bind(backup, layout, binding))
        .isInstanceOf(BindingMismatchException.class)
        .hasMessageContaining("format 2");
  }

  @Test
  void fieldsALaterVersionAddsAreNoReasonToRefuse() {
    hold(
        "{\"format\":1,\"source\":\"uploads\",\"bucket\":\"library\",\"endpoint\":\"e\","
            + "\"since\":\"2027\"}");

    assertThat(PrefixBinding.bind(backup, layout, binding).endpoint()).isEqualTo("e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "{}", "[]", "{\"format\":1}", "{\"format\":0,\"source\":\"s\"}"})
  void whatIsNoBindingIsRefusedAndStays(String other) throws IOException {
    hold(other);

    assertThatThrownBy(() -> PrefixBinding.bind(backup, layout, binding))
        .isInstanceOf(BindingMismatchException.class)
        .hasMessageContaining("site/continuity.json");
    assertThat(held()).isEqualTo(other);
  }

  private void hold(String json) {
    backup.put(layout.binding(), json.getBytes(StandardCharsets.UTF_8), ObjectHeaders.NONE);
  }

  private String held() throws IOException {
    Read.Found found = (Read.Found) backup.get(layout.binding(), null);
    return new String(found.body().readAllBytes(), StandardCharsets.UTF_8);
  }
}
