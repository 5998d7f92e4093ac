package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;

/** Endpoints as people write them. */
public final class Urls {
  private Urls() {}

  /**
   * The endpoint that {@code text} is.
   *
   * @param option that says so, for the message
   * @throws CommandFailure if it is none
   */
  public static URI endpoint(String option, String text) {
    try {
      URI url = new URI(text.strip());
      String scheme = String.valueOf(url.getScheme());
      boolean http = scheme.equals("http") || scheme.equals("https");
      if (http && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw none(option);
    }
    throw none(option);
  }

  /** Without the text: people paste credentials into URLs. */
  private static CommandFailure none(String option) {
    return new CommandFailure(
        ExitCode.USAGE,
        option + " is no URL such as https://s3.example.com, without the bucket or a password");
  }
}
