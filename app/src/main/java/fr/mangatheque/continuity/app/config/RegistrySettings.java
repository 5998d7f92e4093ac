package fr.mangatheque.continuity.app.config;

import java.net.URI;
import java.util.Map;

/**
 * Where Avro schemas are kept.
 *
 * @param properties further properties of its client; secrets may be among them
 */
public record RegistrySettings(URI url, Map<String, Secret> properties) {
  public RegistrySettings {
    properties = Map.copyOf(properties);
  }
}
