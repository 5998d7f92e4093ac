package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointLimitsTest {
  private static final URI URL = URI.create("https://s3.example");

  @Test
  void allWhoUseAnEndpointShareItsLimit() {
    EndpointLimits limits = new EndpointLimits(8, Map.of(), new ManualTime());

    EndpointLimit limit = limits.of(URL);

    assertThat(limits.of(URI.create("HTTPS://S3.Example:443/"))).isSameAs(limit);
    assertThat(limits.of(URI.create("http://s3.example"))).isNotSameAs(limit);
    assertThat(limits.of(URI.create("https://s3.example:8443"))).isNotSameAs(limit);
    assertThat(limits.all()).hasSize(3);
  }

  @Test
  void anEndpointIsNamedWithoutWhatGoesWithoutSaying() {
    assertThat(Endpoint.of(URI.create("HTTPS://S3.Example:443/")))
        .hasToString("https://s3.example");
    assertThat(Endpoint.of(URI.create("http://127.0.0.1:9000")))
        .hasToString("http://127.0.0.1:9000");
  }

  @Test
  void ofTwoCapsTheLowerHolds() {
    assertThat(new Caps(10L, null).and(new Caps(20L, 5L))).isEqualTo(new Caps(10L, 5L));
    assertThat(Caps.NONE.and(Caps.NONE)).isEqualTo(Caps.NONE);
  }
}
