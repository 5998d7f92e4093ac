package fr.mangatheque.continuity.processors.copy;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Places at which a test may end the process as a power cut would. In production they do nothing.
 */
@FunctionalInterface
public interface Failpoints {
  /** The property that arms one: {@code name} or {@code name:nth}, the nth time it is passed. */
  String PROPERTY = "continuity.failpoint";

  /** Nothing ever happens. */
  Failpoints NONE = _ -> {};

  /** The steps of a copy, in order. */
  enum Step {
    AFTER_GET,
    AFTER_STAGE,
    BEFORE_PUT,
    AFTER_PUT,
    AFTER_VERIFY,
    BEFORE_RESULT,
    AFTER_RESULT,
    AFTER_COMMIT;

    /** As the property names it: {@code after-get}. */
    public String property() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** The step was reached. */
  void at(Step step);

  /** Those the system property {@value #PROPERTY} arms; {@link #NONE} without it. */
  static Failpoints fromProperty() {
    return parse(System.getProperty(PROPERTY), Failpoints::halt);
  }

  /** Those that {@code armed} names, with what is to happen. */
  static Failpoints parse(@Nullable String armed, Runnable then) {
    if (armed == null) {
      return NONE;
    }
    String[] parts = armed.split(":", 2);
    int nth = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
    Step step = named(parts[0]);
    AtomicInteger left = new AtomicInteger(nth);
    return reached -> {
      if (reached == step && left.decrementAndGet() == 0) {
        then.run();
      }
    };
  }

  private static Step named(String name) {
    for (Step step : Step.values()) {
      if (step.property().equals(name)) {
        return step;
      }
    }
    throw new IllegalArgumentException(PROPERTY + " names no failpoint: " + name);
  }

  private static void halt() {
    LoggerFactory.getLogger(Failpoints.class).warn("Halting at a failpoint, as a test asked");
    Runtime.getRuntime().halt(137);
  }
}
