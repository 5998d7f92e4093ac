package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Where content goes once it is known to be right: until then it is in a file of its own, which is
 * gone in whatever way this ends.
 */
final class Delivery implements AutoCloseable {
  private final Path staged;
  private final String name;
  private final Step step;

  private interface Step {
    void deliver(Path staged) throws IOException;
  }

  private Delivery(Path staged, String name, Step step) {
    this.staged = staged;
    this.name = name;
    this.step = step;
  }

  /**
   * To a new file, which appears whole or not at all.
   *
   * @throws CommandFailure if it exists, or cannot be written where it is to be
   */
  static Delivery toFile(String name) throws IOException {
    Path file = Path.of(name).toAbsolutePath().normalize();
    requireFree(file);
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailure(ExitCode.USAGE, "there is no folder " + folder + " to write to");
    }
    // with the rights a file of this user has, which a temporary one does not
    Path staged = Files.createFile(folder.resolve(".continuity-" + UUID.randomUUID() + ".part"));
    return new Delivery(
        staged,
        file.toString(),
        from -> {
          requireFree(file);
          move(from, file);
        });
  }

  private static void requireFree(Path file) {
    if (Files.exists(file)) {
      throw new CommandFailure(
          ExitCode.USAGE, file + " exists and stays as it is: name another, or move it away");
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
      throw new CommandFailure(ExitCode.FAILED, to + " cannot be put in place: " + e.getMessage());
    }
  }

  /** To a stream, which stays open. */
  static Delivery toStream(OutputStream out) throws IOException {
    return new Delivery(
        Files.createTempFile("continuity-", ".part"),
        "-",
        from -> {
          Files.copy(from, out);
          out.flush();
        });
  }

  /** Where to write first: an empty file. */
  Path staged() {
    return staged;
  }

  /** As people call it. */
  String name() {
    return name;
  }

  void deliver() throws IOException {
    step.deliver(staged);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(staged);
  }
}
