package fr.mangatheque.continuity.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import org.slf4j.LoggerFactory;

/**
 * What an event was caused by: one line of messages for what a person should know, the stack for
 * errors and whenever details are asked for.
 */
public final class CauseConverter extends ClassicConverter {
  private static final int DEEPEST = 5;

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy cause = event.getThrowableProxy();
    if (cause == null) {
      return "";
    }
    boolean details = LoggerFactory.getLogger("fr.mangatheque.continuity").isDebugEnabled();
    return details || event.getLevel().isGreaterOrEqual(Level.ERROR)
        ? System.lineSeparator() + ThrowableProxyUtil.asString(cause).stripTrailing()
        : ": " + messages(cause);
  }

  private static String messages(IThrowableProxy first) {
    StringBuilder text = new StringBuilder();
    IThrowableProxy at = first;
    for (int i = 0; at != null && i < DEEPEST; i++, at = at.getCause()) {
      String name = at.getClassName().substring(at.getClassName().lastIndexOf('.') + 1);
      String message = at.getMessage() == null ? name : name + ": " + at.getMessage();
      text.append(text.isEmpty() ? "" : "; because of ").append(Quoted.escaped(message));
    }
    return text.toString();
  }
}
