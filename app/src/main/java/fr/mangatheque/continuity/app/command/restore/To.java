package fr.mangatheque.continuity.app.command.restore;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where to restore to, as people write it. */
sealed interface To {
  String WAYS = "origin:, target:NAME, s3://BUCKET/PREFIX or file:FOLDER";

  /** {@code origin:}: the source's own bucket. */
  record Origin() implements To {}

  /** {@code target:NAME}: one of the configuration's restore-targets. */
  record Target(String name) implements To {}

  /**
   * {@code s3://bucket/prefix}.
   *
   * @param prefix empty, or ends with a slash
   */
  record Bucket(String bucket, String prefix) implements To {}

  /** {@code file:./folder}. */
  record Folder(Path path) implements To {}

  /**
   * What {@code text} means.
   *
   * @throws IllegalArgumentException if it is no place
   */
  static To parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'" + text + "' is no place to restore to: write " + WAYS);
    }
    String rest = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "origin" -> {
        if (!rest.isEmpty()) {
          throw new IllegalArgumentException(
              "origin: is the source's own bucket, and nothing follows the colon; a part of it is"
                  + " restored with --prefix, elsewhere with s3://BUCKET/PREFIX");
        }
        yield new Origin();
      }
      case "target" -> {
        if (rest.isEmpty()) {
          throw new IllegalArgumentException("target: is followed by a name of restore-targets");
        }
        yield new Target(rest);
      }
      case "s3" -> bucket(text);
      case "file" -> new Folder(folder(rest));
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is no place to restore to: write " + WAYS);
    };
  }

  private static To bucket(String text) {
    Matcher matcher = Patterns.BUCKET.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no bucket such as s3://library or s3://library/restored/");
    }
    String prefix = matcher.group(2) == null ? "" : matcher.group(2);
    if (prefix.startsWith("/")) {
      throw new IllegalArgumentException("the prefix of '" + text + "' starts with a slash");
    }
    return new Bucket(
        matcher.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  private static Path folder(String rest) {
    String path = rest.startsWith("///") ? rest.substring(2) : rest;
    if (path.isBlank()) {
      throw new IllegalArgumentException("file: is followed by a folder, such as file:./restored");
    }
    if (path.startsWith("//")) {
      throw new IllegalArgumentException(
          "file:" + rest + " names another host; write file:./folder or file:/folder");
    }
    if (path.startsWith("~")) {
      throw new IllegalArgumentException(
          "file:" + rest + ": a shell does not expand ~ there; write file:$HOME/folder");
    }
    try {
      return Path.of(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("file:" + rest + " is no folder: " + e.getReason(), e);
    }
  }

  /** For picocli. */
  final class Converter implements ITypeConverter<To> {
    @Override
    public To convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** What an interface cannot keep to itself. */
  final class Patterns {
    private static final Pattern BUCKET =
        Pattern.compile("s3://([a-zA-Z0-9][a-zA-Z0-9._-]{1,254})(?:/(.*))?", Pattern.DOTALL);

    private Patterns() {}
  }
}
