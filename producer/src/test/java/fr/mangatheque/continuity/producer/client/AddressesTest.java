package fr.mangatheque.continuity.producer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "https://host, https://host/v1/events",
    "https://host/, https://host/v1/events",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/v1/events",
    "https://host/continuity/, https://host/continuity/v1/events",
    "https://host/v1/events, https://host/v1/events"
  })
  void eventsHaveTheirPlaceUnderTheIntakes(String intake, String events) {
    assertThat(Addresses.ofEvents(URI.create(intake))).isEqualTo(URI.create(events));
  }

  @ParameterizedTest
  @CsvSource({
    "https://host, false",
    "http://127.0.0.1:8080, false",
    "http://localhost, false",
    "'http://[::1]:8080', false",
    "http://continuity:8080, true"
  })
  void plainHttpIsNoticedBeyondThisMachine(String address, boolean open) {
    assertThat(Addresses.isOpenToOthers(URI.create(address))).isEqualTo(open);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host",
        "ftp://host",
        "https:///path",
        "https://me:hidden@host",
        "https://host?a=hidden"
      })
  void whatIsNoAddressIsRefusedWithoutItsSecrets(String address) {
    assertThatThrownBy(() -> UploadEvents.http(URI.create(address), null))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void aTokenThatCannotBeSentIsRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> UploadEvents.http(URI.create("https://host"), "hidden\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void kafkaNeedsServers() {
    assertThatThrownBy(() -> UploadEvents.kafka(Map.of("client.id", "app")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bootstrap.servers");
  }
}
