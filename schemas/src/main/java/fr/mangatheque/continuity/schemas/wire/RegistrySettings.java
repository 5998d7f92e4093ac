package fr.mangatheque.continuity.schemas.wire;

import java.net.URI;
import java.util.Map;

/**
 * How to reach a schema registry that speaks Confluent's API.
 *
 * @param url one or more, comma-separated, such as {@code http://localhost:8081}
 * @param properties of Confluent's client as its users know them, such as {@code
 *     basic.auth.user.info}, {@code schema.registry.ssl.truststore.location}, {@code
 *     auto.register.schemas}; never shown by {@link #toString}, for there are secrets among them
 * @param writes whether records are written with the registry's ids; if not they are only read so,
 *     for a site that moves away from its registry
 * @throws IllegalArgumentException if the URL is not one
 */
public record RegistrySettings(String url, Map<String, String> properties, boolean writes) {
  public RegistrySettings {
    for (String one : url.split(",", -1)) {
      String scheme = URI.create(one.strip()).getScheme();
      if (!"http".equals(scheme) && !"https".equals(scheme)) {
        throw new IllegalArgumentException(
            "the schema registry's URL starts with http:// or https://: " + one);
      }
    }
    properties = Map.copyOf(properties);
  }

  /** A registry that is written with and read from. */
  public RegistrySettings(String url, Map<String, String> properties) {
    this(url, properties, true);
  }

  @Override
  public String toString() {
    return "RegistrySettings[url=" + withoutUserInfo() + ", writes=" + writes + "]";
  }

  /** The URL as it may be shown: a user and password in it left out. */
  String withoutUserInfo() {
    return url.replaceAll("//[^/@,]*@", "//");
  }
}
