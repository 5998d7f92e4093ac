package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.queue.QueueSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the values about queues must be. */
final class QueueRules {
  /** What fits into an Authorization header. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{16,}");

  private final Values values;
  private final List<Fault> faults;

  QueueRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    Map<String, String> pulled = new HashMap<>();
    for (String queue : queueNames(values)) {
      if (!QueueSettings.isName(queue)) {
        String key = "queues." + queue;
        faults.add(
            new Fault(values.place(key), key, "a queue's name has 1 to 63 of a-z, 0-9 and -"));
      }
      check(queue);
      values
          .given(QueueKeys.QUEUE, queue)
          .flatMap(id -> Optional.ofNullable(pulled.putIfAbsent(id, queue)))
          .ifPresent(
              other ->
                  fault(
                      QueueKeys.QUEUE,
                      "is the queue that " + other + " pulls already: once will do",
                      queue));
    }
  }

  static Collection<String> queueNames(Values values) {
    return values.names("queues");
  }

  private void check(String queue) {
    for (Key<String> id : List.of(QueueKeys.ACCOUNT, QueueKeys.QUEUE)) {
      values
          .given(id, queue)
          .filter(text -> !QueueSettings.isId(text))
          .ifPresent(text -> fault(id, "is not an id of Cloudflare's", queue));
    }
    values
        .given(QueueKeys.TOKEN, queue)
        .filter(token -> !TOKEN.matcher(token.value()).matches())
        .ifPresent(
            token ->
                fault(
                    QueueKeys.TOKEN,
                    "is not 16 or more letters, digits and signs without a space",
                    queue));
    values
        .given(QueueKeys.API, queue)
        .filter(api -> !QueueSettings.isSafe(api) || api.toString().endsWith("/"))
        .ifPresent(
            api ->
                fault(
                    QueueKeys.API,
                    "is not an https URL without a slash at its end; http is for this machine only,"
                        + " for the token is sent there",
                    queue));
    within(
        QueueKeys.VISIBILITY,
        queue,
        QueueSettings.SHORTEST_VISIBILITY,
        QueueSettings.LONGEST_VISIBILITY,
        "30s to 12h");
    within(
        QueueKeys.INTERVAL,
        queue,
        QueueSettings.SHORTEST_INTERVAL,
        QueueSettings.LONGEST_INTERVAL,
        "100ms to 1h");
  }

  private void within(
      Key<Duration> key, String queue, Duration least, Duration most, String range) {
    values
        .given(key, queue)
        .filter(value -> value.compareTo(least) < 0 || value.compareTo(most) > 0)
        .ifPresent(value -> fault(key, "is not " + range, queue));
  }

  private void fault(Key<?> key, String message, String queue) {
    String name = key.name(queue);
    faults.add(new Fault(values.place(name), name, message));
  }
}
