package fr.mangatheque.continuity.app.demo.form;

import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.EventsClient;
import fr.mangatheque.continuity.app.demo.site.Message;
import java.util.List;
import java.util.function.Function;

/** A form that is posted to the intake. */
record PostedForm(String name, EventsClient client, Function<List<Event>, List<Message>> writing)
    implements Form {
  @Override
  public void tell(List<Event> events) throws InterruptedException {
    for (Message message : writing.apply(events)) {
      client.post(message);
    }
  }
}
