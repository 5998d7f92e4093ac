package fr.mangatheque.continuity.testkit.junit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives what tests await a minute where they say no time: to wait for long costs a test that passes
 * nothing, and on a busy machine a broker may take its time. JUnit finds it by itself.
 */
public final class Patience implements BeforeAllCallback {
  private static final Duration USUAL = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(USUAL);
  }
}
