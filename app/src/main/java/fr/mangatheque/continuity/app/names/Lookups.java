package fr.mangatheque.continuity.app.names;

import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;

/**
 * Looks names up as Java does, but never the name of who connects to the intake by TLS. The web
 * server asks for it before anything else, and a name server that does not answer would hold up not
 * that connection alone but, within a few of them, all of the process. Found by Java itself, once a
 * process.
 */
public final class Lookups extends InetAddressResolverProvider {
  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new Resolver(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "continuity";
  }
}
