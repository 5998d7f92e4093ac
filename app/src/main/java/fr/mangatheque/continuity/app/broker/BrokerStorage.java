package fr.mangatheque.continuity.app.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The directory of a broker, which Kafka wants formatted before its first start. */
final class BrokerStorage {
  /** Kafka writes it last: without it, what lies there is an unfinished beginning. */
  private static final String FORMATTED = "meta.properties";

  private BrokerStorage() {}

  static void formatOnce(BrokerSettings settings) {
    Path directory = settings.directory();
    if (Files.exists(directory.resolve(FORMATTED))) {
      return;
    }
    refuseRecords(directory);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setNodeId(BrokerSettings.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException(
          "Cannot prepare " + directory + " for a broker: " + said.toString(StandardCharsets.UTF_8),
          e);
    }
  }

  /** Formatting beside records would give them up. */
  private static void refuseRecords(Path directory) {
    try (Stream<Path> content = Files.list(directory)) {
      content
          .filter(Files::isDirectory)
          .filter(path -> !path.getFileName().toString().startsWith("__cluster_metadata"))
          .findFirst()
          .ifPresent(
              path -> {
                throw new IllegalStateException(
                    directory
                        + " holds "
                        + path.getFileName()
                        + " but no "
                        + FORMATTED
                        + ": restore that file, or move the directory away to start empty");
              });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + directory, e);
    }
  }
}
