package fr.mangatheque.continuity.schemas.wire;

import java.net.URI;
import java.net.URISyntaxException;
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
      if (!isHttp(one.strip())) {
        throw new IllegalArgumentException(
            "the schema registry's URL is not like http://host:8081: " + withoutUserInfo(one));
      }
    }
    properties = Map.copyOf(properties);
  }

  /** A registry that is written with and read from. */
  public RegistrySettings(String url, Map<String, String> properties) {
    this(url, properties, true);
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "RegistrySettings[url=" + place() + ", writes=" + writes + "]";
  }

  /** The URL as it may be shown: a user and password in it left out. */
  String place() {
    return withoutUserInfo(url);
  }

  private static String withoutUserInfo(String url) {
    return url.replaceAll("//[^/@,]*@", "//");
  }
}
