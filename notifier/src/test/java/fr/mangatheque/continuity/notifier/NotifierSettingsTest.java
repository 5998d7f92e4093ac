package fr.mangatheque.continuity.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.notifier.channel.ChannelSettings;
import fr.mangatheque.continuity.notifier.delivery.DeliveryTiming;
import fr.mangatheque.continuity.notifier.incident.IncidentTiming;
import fr.mangatheque.continuity.notifier.routing.Matcher;
import fr.mangatheque.continuity.notifier.routing.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifierSettingsTest {
  private static final Path STATE = Path.of("state");

  @Test
  void withoutChannelsAlertsGoToTheLog() {
    assertThat(new NotifierSettings(List.of(), STATE).channels())
        .containsExactly(new ChannelSettings.Console("log"));
  }

  @Test
  void theUsualTimesAreThoseDocumented() {
    NotifierSettings settings = new NotifierSettings(List.of(), STATE);

    assertThat(settings.timing())
        .isEqualTo(
            new IncidentTiming(Duration.ofSeconds(30), Duration.ofHours(4), Duration.ofMinutes(5)));
    assertThat(settings.delivery())
        .isEqualTo(
            new DeliveryTiming(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24)));
  }

  @Test
  void twoChannelsOfOneNameAreRefused() {
    ChannelSettings console = new ChannelSettings.Console("log");

    assertThatThrownBy(() -> new NotifierSettings(List.of(console, console), STATE))
        .hasMessageContaining("[log, log]");
  }

  @Test
  void routesToChannelsThatAreNotThereAreRefused() {
    Route route = new Route(Matcher.ANY, List.of("pager"));

    assertThatThrownBy(
            () ->
                new NotifierSettings(
                    IncidentTiming.DEFAULT,
                    DeliveryTiming.DEFAULT,
                    List.of(),
                    List.of(route),
                    STATE))
        .hasMessageContaining("[pager]");
  }
}
