package fr.mangatheque.continuity.storage.limit;

import java.net.URI;
import java.util.Locale;

/**
 * Where requests go, as far as limits are concerned: not the bucket, nor whose credentials. Two
 * accounts at one host share a limit, which is gentler than some stores need and right for all.
 *
 * @param scheme in lower case
 * @param host in lower case
 * @param port the scheme's own where none was said
 */
public record Endpoint(String scheme, String host, int port) {
  /**
   * Of a URL with a host.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Endpoint of(URI url) {
    if (url.getScheme() == null || url.getHost() == null) {
      throw new IllegalArgumentException("an endpoint is http://host:port or https://host: " + url);
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = url.getPort() < 0 ? usualPort(scheme) : url.getPort();
    return new Endpoint(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** As a URL, without a port that goes without saying. */
  @Override
  public String toString() {
    return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
  }
}
