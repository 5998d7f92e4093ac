package fr.mangatheque.continuity.notifier.routing;

import static fr.mangatheque.continuity.schemas.event.Severity.CRITICAL;
import static fr.mangatheque.continuity.schemas.event.Severity.INFO;
import static fr.mangatheque.continuity.schemas.event.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.notifier.incident.Cause;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final List<String> CHANNELS = List.of("pager", "mail", "log");
  private static final Cause BACKUP = new Cause(Stage.BACKUP, "UNREACHABLE", "uploads");

  @Test
  void withoutRoutesEverybodyHears() {
    assertThat(routes().of(INFO, BACKUP, List.of())).isEqualTo(CHANNELS);
  }

  @Test
  void theFirstRouteThatMatchesDecides() {
    Routes routes = routes(route(CRITICAL, "pager"), route(INFO, "log"));

    assertThat(routes.of(CRITICAL, BACKUP, List.of())).containsExactly("pager");
    assertThat(routes.of(WARNING, BACKUP, List.of())).containsExactly("log");
  }

  @Test
  void whatNoRouteMatchesIsToldToAll() {
    assertThat(routes(route(CRITICAL, "pager")).of(WARNING, BACKUP, List.of())).isEqualTo(CHANNELS);
  }

  @Test
  void allConditionsOfARouteHaveToHold() {
    Matcher matcher =
        new Matcher(WARNING, Set.of("uploads"), Set.of(Stage.BACKUP), Set.of("UNREACHABLE"));

    assertThat(matcher.matches(CRITICAL, BACKUP)).isTrue();
    assertThat(matcher.matches(Severity.UNKNOWN, BACKUP)).isTrue();
    assertThat(matcher.matches(INFO, BACKUP)).isFalse();
    assertThat(matcher.matches(WARNING, new Cause(Stage.ORIGIN, "UNREACHABLE", "uploads")))
        .isFalse();
    assertThat(matcher.matches(WARNING, new Cause(Stage.BACKUP, "TIMEOUT", "uploads"))).isFalse();
    assertThat(matcher.matches(WARNING, new Cause(Stage.BACKUP, "UNREACHABLE", "other"))).isFalse();
    assertThat(matcher.matches(WARNING, new Cause(Stage.BACKUP, "UNREACHABLE", null))).isFalse();
  }

  @Test
  void aChannelThatCannotBeToldIsToldToOthers() {
    Cause delivery = new Cause(Stage.DELIVERY, "DELIVERY_FAILED", null);

    assertThat(routes().of(CRITICAL, delivery, List.of("pager"))).containsExactly("mail", "log");
    assertThat(routes(route(CRITICAL, "pager")).of(CRITICAL, delivery, List.of("pager")))
        .containsExactly("mail", "log");
    assertThat(routes(route(CRITICAL, "pager")).of(CRITICAL, delivery, List.of("mail")))
        .containsExactly("pager");
  }

  @Test
  void aRouteToNowhereIsRefused() {
    assertThatThrownBy(() -> routes(route(CRITICAL, "pagre")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[pagre]")
        .hasMessageContaining("pager");
    assertThatThrownBy(() -> new Route(Matcher.ANY, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Routes routes(Route... routes) {
    return new Routes(List.of(routes), CHANNELS);
  }

  private static Route route(Severity atLeast, String channel) {
    return new Route(new Matcher(atLeast, Set.of(), Set.of(), Set.of()), List.of(channel));
  }
}
