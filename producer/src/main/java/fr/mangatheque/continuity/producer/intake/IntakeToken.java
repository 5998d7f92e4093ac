package fr.mangatheque.continuity.producer.intake;

import java.util.regex.Pattern;

/**
 * A sender's right to post events.
 *
 * @param name who holds it: written into every hint, and safe to show
 * @param secret what it presents as {@code Authorization: Bearer}; never shown
 * @throws IllegalArgumentException if there is no name, or the secret cannot go into the header
 */
public record IntakeToken(String name, String secret) {
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  public IntakeToken {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an intake token needs a name: who holds it");
    }
    if (!BEARER.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          "the secret of the intake token '"
              + name
              + "' must be of letters, digits and . _ ~ + / - (= at the end): no other fits an"
              + " Authorization header");
    }
  }

  @Override
  public String toString() {
    return "IntakeToken[name=" + name + ", secret=****]";
  }
}
