package fr.mangatheque.continuity.app.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sends what is logged to a file while the story is told. */
final class LogToFile implements AutoCloseable {
  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} %message %kvp%n";

  private final Logger root;
  private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
  private final FileAppender<ILoggingEvent> file = new FileAppender<>();

  LogToFile(Path path) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new IllegalStateException("logging is not by Logback");
    }
    root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.iteratorForAppenders().forEachRemaining(before::add);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    file.setContext(context);
    file.setName("demo");
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.start();
    before.forEach(root::detachAppender);
    root.addAppender(file);
  }

  @Override
  public void close() {
    root.detachAppender(file);
    before.forEach(root::addAppender);
    file.stop();
  }
}
