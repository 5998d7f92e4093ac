package fr.mangatheque.continuity.app.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where processes ask each other how an object stands.
 *
 * @param advertised scheme, host and port at which the others reach this process; null if they do
 *     not
 * @param ledger a process that runs the processors, for one that does not; null if none is named
 */
public record LookupSettings(@Nullable URI advertised, @Nullable URI ledger) {
  public LookupSettings {
    if (advertised != null && (advertised.getHost() == null || advertised.getPort() < 1)) {
      throw new IllegalArgumentException("a process has a host and a port: " + advertised);
    }
  }

  /** Without its scheme, as Kafka Streams tells it to the others; null if there is none. */
  public @Nullable String advertisedAuthority() {
    return advertised == null ? null : advertised.getHost() + ":" + advertised.getPort();
  }

  /** How the others are reached: as this one is. */
  public String scheme() {
    return advertised == null ? "http" : advertised.getScheme();
  }
}
