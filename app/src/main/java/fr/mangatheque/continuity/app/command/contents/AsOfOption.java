package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.Surroundings;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.moment.Moments;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says as of when. */
public final class AsOfOption {
  @Option(
      names = "--as-of",
      paramLabel = "MOMENT",
      description =
          "As it was at a moment, which is printed as it was understood: 2026-01-31T14:00Z, '2"
              + " days ago', 'yesterday 14:00'. Without it, the newest of each key.")
  private @Nullable String asOf;

  private final Surroundings surroundings;

  public AsOfOption(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The moment, told as it was understood; null if none was given.
   *
   * @throws CommandFailure if it is none, or still to come
   */
  public @Nullable Instant tell(PrintWriter to) {
    return tell("--as-of", asOf, "As of", surroundings, to);
  }

  /**
   * The moment that an option says.
   *
   * @param text null if it was not given
   * @param words to tell it with
   */
  public static @Nullable Instant tell(
      String option,
      @Nullable String text,
      String words,
      Surroundings surroundings,
      PrintWriter to) {
    if (text == null) {
      return null;
    }
    Moments moments = new Moments(surroundings.clock().instant(), surroundings.zone());
    try {
      Instant moment = moments.past(text);
      to.println(words + " " + moments.told(moment) + ".");
      to.flush();
      return moment;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage());
    }
  }
}
