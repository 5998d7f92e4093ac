package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.Surroundings;
import java.util.List;

/** The commands that look into a backup. */
public final class ContentsCommands {
  private ContentsCommands() {}

  /** Each a command for picocli. */
  public static List<Object> all(Surroundings surroundings) {
    return List.of(new LsCommand(surroundings), new GetCommand(surroundings));
  }
}
