package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.notifier.NotifierSettings;
import fr.mangatheque.continuity.notifier.incident.IncidentTiming;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;

/**
 * The configuration as it was read, but that an incident that came back is over after ten seconds
 * of quiet rather than five minutes, which no file can say.
 */
final class Hasty {
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private Hasty() {}

  static Configuration of(Configuration read) throws ReflectiveOperationException {
    NotifierSettings notifier = read.notifier();
    IncidentTiming timing =
        new IncidentTiming(notifier.timing().after(), notifier.timing().reminder(), SETTLE);
    return with(read, "notifier", with(notifier, "timing", timing));
  }

  private static <R extends Record> R with(R of, String component, Object value)
      throws ReflectiveOperationException {
    RecordComponent[] components = of.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] =
          components[i].getName().equals(component)
              ? value
              : components[i].getAccessor().invoke(of);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) of.getClass();
    return type.getDeclaredConstructor(types).newInstance(values);
  }
}
