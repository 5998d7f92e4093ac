package fr.mangatheque.continuity.app.demo.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.app.demo.endpoint.QueueEndpoint;
import fr.mangatheque.continuity.app.demo.site.Event;
import java.util.List;

/** R2's notifications, laid into a queue that the pipeline pulls from. */
record QueueForm(QueueEndpoint queue, R2Notifications notifications) implements Form {
  @Override
  public String name() {
    return "R2 queue, pulled";
  }

  @Override
  public void tell(List<Event> events) {
    events.forEach(it -> queue.put(notifications.body(it).toString().getBytes(UTF_8)));
  }
}
