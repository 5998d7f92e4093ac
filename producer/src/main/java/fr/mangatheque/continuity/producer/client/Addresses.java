package fr.mangatheque.continuity.producer.client;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a client is told of its intake. Messages never show the token. */
final class Addresses {
  private static final String EVENTS = "/v1/events";
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private Addresses() {}

  /** Where events are posted, of where the intake is. */
  static URI ofEvents(URI intake) {
    String scheme = intake.getScheme();
    if (intake.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "an intake's address is like https://continuity.example: " + withoutUser(intake));
    }
    if (intake.getRawUserInfo() != null
        || intake.getRawQuery() != null
        || intake.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "an intake's address has no user, query or fragment; a token is given beside it: "
              + withoutUser(intake));
    }
    String path = intake.getRawPath().replaceAll("/+$", "");
    return intake.resolve(path.endsWith(EVENTS) ? path : path + EVENTS);
  }

  /** Whether what goes there may be read on the way. */
  static boolean isOpenToOthers(URI address) {
    String host = address.getHost();
    boolean here =
        host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return "http".equals(address.getScheme()) && !here;
  }

  private static String withoutUser(URI uri) {
    return uri.toString().replaceAll("//[^/@]*@", "//").replaceAll("[?#].*", "");
  }

  static void checkToken(@Nullable String token) {
    if (token != null && !BEARER.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "a token is of letters, digits and . _ ~ + / - (= at the end): this one has something"
              + " else, perhaps a line's end");
    }
  }
}
