package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.SecretFile;
import fr.mangatheque.continuity.producer.access.SecretSource;
import fr.mangatheque.continuity.producer.queue.QueueSettings;
import java.util.List;

/** Puts together which queues are pulled. */
final class QueueAssembly {
  private final Values values;

  QueueAssembly(Values values) {
    this.values = values;
  }

  List<QueueSettings> settings() {
    return QueueRules.queueNames(values).stream().map(this::settings).toList();
  }

  private QueueSettings settings(String queue) {
    return new QueueSettings(
        queue,
        values.get(QueueKeys.API, queue),
        values.get(QueueKeys.ACCOUNT, queue),
        values.get(QueueKeys.QUEUE, queue),
        token(queue),
        values.get(QueueKeys.VISIBILITY, queue),
        values.get(QueueKeys.BATCH, queue),
        values.get(QueueKeys.INTERVAL, queue),
        values.get(QueueKeys.GIVE_UP, queue));
  }

  private SecretSource token(String queue) {
    String token = values.get(QueueKeys.TOKEN, queue).value();
    return values
        .file(QueueKeys.TOKEN, queue)
        .<SecretSource>map(file -> new SecretFile("queue/" + queue, file, token))
        .orElseGet(() -> SecretSource.fixed(token));
  }
}
