package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.contents.ContentsCommands;
import java.util.List;
import java.util.stream.Stream;

/** The commands that need nothing but a backup, as people look for them. */
public final class RestoreCommands {
  private RestoreCommands() {}

  /** Each a command for picocli. */
  public static List<Object> all(Surroundings surroundings) {
    return Stream.concat(
            Stream.of(new RestoreCommand(surroundings)),
            ContentsCommands.all(surroundings).stream())
        .toList();
  }
}
