package fr.mangatheque.continuity.app.demo.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Message;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What S3 and those who speak like it send of uploads. */
final class S3Notifications {
  private final String bucket;

  S3Notifications(String bucket) {
    this.bucket = bucket;
  }

  /** As AWS sends them. */
  List<Message> aws(List<Event> events) {
    return List.of(Written.json(records(events, "ObjectCreated:Put", "aws:s3")));
  }

  /** Wrapped, as MinIO posts to a webhook: one a request. */
  List<Message> minio(List<Event> events) {
    return events.stream()
        .map(
            event -> {
              ObjectNode wrapped = Written.object();
              wrapped.put("EventName", "s3:ObjectCreated:Put");
              wrapped.put("Key", bucket + "/" + event.key());
              ObjectNode records = records(List.of(event), "s3:ObjectCreated:Put", "minio:s3");
              return Written.json(wrapped.setAll(records));
            })
        .toList();
  }

  /** As Ceph pushes them: keys as they are, sizes as text, a space in the time; one a request. */
  List<Message> ceph(List<Event> events) {
    return events.stream().map(event -> Written.json(ofCeph(event))).toList();
  }

  private ObjectNode ofCeph(Event event) {
    ObjectNode all = records(List.of(event), "ObjectCreated:Put", "ceph:s3");
    ObjectNode entry = (ObjectNode) all.at("/Records/0");
    entry.put("eventTime", entry.get("eventTime").textValue().replace('T', ' '));
    entry.put("eventId", UUID.randomUUID().toString());
    ObjectNode object = (ObjectNode) entry.at("/s3/object");
    object.put("key", event.key());
    object.put("size", object.get("size").asText());
    object.put("versionId", "");
    return all;
  }

  /** As SNS posts them for S3: a notification within a notification. */
  List<Message> sns(List<Event> events) {
    ObjectNode notification = Written.object();
    notification.put("Type", "Notification");
    notification.put("MessageId", UUID.randomUUID().toString());
    notification.put("TopicArn", "arn:aws:sns:eu-west-3:123456789012:uploads");
    notification.put("Subject", "Amazon S3 Notification");
    notification.put("Message", records(events, "ObjectCreated:Put", "aws:s3").toString());
    notification.put("Timestamp", events.getFirst().occurredAt());
    return List.of(
        Written.message(
            "text/plain; charset=UTF-8",
            Map.of("x-amz-sns-message-type", "Notification"),
            notification));
  }

  /** As EventBridge sends them: one a request, keys as they are. */
  List<Message> eventBridge(List<Event> events) {
    return events.stream().map(event -> Written.json(bridged(event))).toList();
  }

  private ObjectNode bridged(Event event) {
    ObjectNode object = Written.object();
    object.put("key", event.key());
    object.put("size", event.size());
    object.put("etag", event.etag());
    ObjectNode detail = Written.object();
    detail.put("version", "0");
    detail.set("bucket", Written.object().put("name", bucket));
    detail.set("object", object);
    detail.put("reason", "PutObject");
    ObjectNode bridged = Written.object();
    bridged.put("version", "0");
    bridged.put("id", UUID.randomUUID().toString());
    bridged.put("detail-type", "Object Created");
    bridged.put("source", "aws.s3");
    bridged.put("account", "123456789012");
    bridged.put("time", event.occurredAt());
    bridged.put("region", "eu-west-3");
    bridged.set("resources", Written.NODES.arrayNode().add("arn:aws:s3:::" + bucket));
    bridged.set("detail", detail);
    return bridged;
  }

  private ObjectNode records(List<Event> events, String name, String source) {
    ObjectNode all = Written.object();
    all.set("Records", Written.array(events, event -> entry(event, name, source)));
    return all;
  }

  private ObjectNode entry(Event event, String name, String source) {
    ObjectNode object = Written.object();
    object.put("key", URLEncoder.encode(event.key(), UTF_8).replace("%2F", "/"));
    object.put("size", Objects.requireNonNull(event.size()));
    object.put("eTag", event.etag());
    ObjectNode s3 = Written.object();
    s3.put("s3SchemaVersion", "1.0");
    s3.set("bucket", Written.object().put("name", bucket));
    s3.set("object", object);
    ObjectNode entry = Written.object();
    entry.put("eventVersion", "2.1");
    entry.put("eventSource", source);
    entry.put("awsRegion", "eu-west-3");
    entry.put("eventTime", event.occurredAt());
    entry.put("eventName", name);
    entry.set("s3", s3);
    return entry;
  }
}
