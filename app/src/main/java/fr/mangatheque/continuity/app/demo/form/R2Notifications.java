package fr.mangatheque.continuity.app.demo.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Message;
import java.util.List;

/** What Cloudflare R2 says of uploads, in a queue or passed on by a worker. */
final class R2Notifications {
  private final String bucket;

  R2Notifications(String bucket) {
    this.bucket = bucket;
  }

  /** As a worker passes on a batch from its queue. */
  List<Message> posted(List<Event> events) {
    return List.of(Written.json(Written.array(events, this::body)));
  }

  /** As it lies in the queue. */
  ObjectNode body(Event event) {
    ObjectNode object = Written.object();
    object.put("key", event.key());
    object.put("size", event.size());
    object.put("eTag", event.etag());
    ObjectNode body = Written.object();
    body.put("account", "0123456789abcdef0123456789abcdef");
    body.put("action", "PutObject");
    body.put("bucket", bucket);
    body.set("object", object);
    body.put("eventTime", event.occurredAt());
    return body;
  }
}
