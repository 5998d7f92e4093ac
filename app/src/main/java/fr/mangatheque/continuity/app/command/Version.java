package fr.mangatheque.continuity.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the build wrote it down. */
public final class Version implements IVersionProvider {
  private static final String FILE = "/fr/mangatheque/continuity/app/version.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "continuity " + version(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  /** Such as 0.1.0. */
  public static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      properties.load(Objects.requireNonNull(file, "the build wrote no version"));
    }
    return properties.getProperty("version");
  }
}
