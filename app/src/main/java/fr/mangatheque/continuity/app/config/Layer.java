package fr.mangatheque.continuity.app.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ConfigValueConfigSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one place says, as SmallRye Config layers it. Names carry the prefix there only. */
final class Layer implements ConfigValueConfigSource {
  /** What all names start with. */
  static final String PREFIX = "continuity.";

  private final String name;
  private final int ordinal;
  private final Map<String, ConfigValue> values = new LinkedHashMap<>();

  /**
   * @param ordinal the greater one wins
   */
  Layer(String name, int ordinal, Map<String, Said> said) {
    this.name = name;
    this.ordinal = ordinal;
    said.forEach(
        (key, value) ->
            values.put(
                PREFIX + key,
                ConfigValue.builder()
                    .withName(PREFIX + key)
                    .withValue(value.text())
                    .withRawValue(value.text())
                    .withConfigSourceName(value.place().where())
                    .withConfigSourceOrdinal(ordinal)
                    .withLineNumber(value.place().line())
                    .build()));
  }

  @Override
  public @Nullable ConfigValue getConfigValue(String propertyName) {
    return values.get(propertyName);
  }

  @Override
  public Map<String, ConfigValue> getConfigValueProperties() {
    return values;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public int getOrdinal() {
    return ordinal;
  }
}
