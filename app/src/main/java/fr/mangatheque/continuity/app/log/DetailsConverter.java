package fr.mangatheque.continuity.app.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * The key-values of an event: {@code source=uploads key="a b.jpg"}. Keys of objects are what others
 * chose, so nothing in them can end a line or look like another pair.
 */
public final class DetailsConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (KeyValuePair pair : pairs) {
      text.append(text.isEmpty() ? "  " : " ").append(pair.key).append('=');
      text.append(Quoted.text(String.valueOf(pair.value)));
    }
    return text.toString();
  }
}
