package fr.mangatheque.continuity.app.config;

/** A configuration that holds, and where each part of it was said. */
public final class Loaded {
  private final Configuration configuration;
  private final Values values;

  Loaded(Configuration configuration, Values values) {
    this.configuration = configuration;
    this.values = values;
  }

  public Configuration configuration() {
    return configuration;
  }

  /** All of it as YAML, what was not said included, with places as comments and secrets masked. */
  public String show() {
    return new Shown(values).text();
  }
}
