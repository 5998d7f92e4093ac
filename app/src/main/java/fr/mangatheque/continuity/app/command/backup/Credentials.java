package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import java.util.Optional;

/** Credentials as the environment has them. No message holds the secret, nor does any option. */
public record Credentials(String accessKeyId, String secretAccessKey) {
  private static final String KEY_ID = "ACCESS_KEY_ID";
  private static final String SECRET = "SECRET_ACCESS_KEY";

  /**
   * Those that two variables hold.
   *
   * @param start what their names start with: {@code AWS_}
   * @return empty if there are none
   * @throws CommandFailure if one of them is missing
   */
  public static Optional<Credentials> of(Surroundings surroundings, String start) {
    String id = surroundings.variable(start + KEY_ID);
    String secret = surroundings.variable(start + SECRET);
    if (id == null && secret == null) {
      return Optional.empty();
    }
    if (id == null || secret == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "of " + start + KEY_ID + " and " + start + SECRET + " only one is set: set both");
    }
    return Optional.of(new Credentials(id.strip(), secret.strip()));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
