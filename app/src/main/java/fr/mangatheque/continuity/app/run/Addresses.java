package fr.mangatheque.continuity.app.run;

import java.net.URI;
import java.net.URISyntaxException;

/** Where other processes are. */
final class Addresses {
  private Addresses() {}

  /** The address of a process, as it advertises itself. */
  static URI of(String scheme, String host, int port) {
    try {
      return new URI(scheme, null, host, port, null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a process advertises itself as " + host + ":" + port, e);
    }
  }
}
