package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes hints as each vendor would have. */
enum Vendors {
  S3("s3") {
    @Override
    EventRequest write(List<Hint> hints) {
      return json(records(hints, "aws:s3"));
    }
  },
  MINIO("minio") {
    @Override
    EventRequest write(List<Hint> hints) {
      ObjectNode body = NODES.objectNode();
      body.put("EventName", "s3:ObjectCreated:Put").put("Key", "manga/k");
      body.setAll(records(hints, "minio:s3"));
      return json(body);
    }
  },
  CEPH("ceph") {
    @Override
    EventRequest write(List<Hint> hints) {
      return json(records(hints, "ceph:s3"));
    }
  },
  R2("r2") {
    @Override
    EventRequest write(List<Hint> hints) {
      ArrayNode all = NODES.arrayNode();
      for (Hint hint : hints) {
        ObjectNode event = all.addObject();
        event.put("account", "3f4b7e3dcab231cbfdaa90a6a28bd548").put("bucket", bucket(hint));
        event.put("action", created(hint) ? "CopyObject" : "LifecycleDeletion");
        ObjectNode object = event.putObject("object").put("key", hint.object().objectKey());
        put(object, "eTag", hint.etag());
        putSize(object, hint);
        put(event, "eventTime", time(hint));
      }
      return new EventRequest(JSON, Map.of(), bytes(all));
    }

    @Override
    Hint known(Hint hint) {
      return plain(hint, null);
    }
  },
  EVENT_BRIDGE("eventbridge") {
    @Override
    EventRequest write(List<Hint> hints) {
      ArrayNode all = NODES.arrayNode();
      for (Hint hint : hints) {
        ObjectNode event = all.addObject().put("source", "aws.s3");
        event.put("detail-type", created(hint) ? "Object Created" : "Object Deleted");
        put(event, "time", time(hint));
        ObjectNode detail = event.putObject("detail");
        detail.putObject("bucket").put("name", bucket(hint));
        ObjectNode object = detail.putObject("object").put("key", hint.object().objectKey());
        put(object, "etag", hint.etag());
        putSize(object, hint);
        put(object, "sequencer", hint.sequencer());
      }
      return new EventRequest(JSON, Map.of(), bytes(all));
    }
  },
  SNS("sns") {
    @Override
    EventRequest write(List<Hint> hints) {
      ObjectNode body = NODES.objectNode();
      body.put("Type", "Notification").put("TopicArn", "arn:aws:sns:eu-west-3:1:t");
      body.put("Message", records(hints, "aws:s3").toString());
      return new EventRequest(
          MediaType.parse("text/plain; charset=UTF-8"),
          Map.of("x-amz-sns-message-type", "Notification"),
          bytes(body));
    }
  },
  CLOUD_EVENTS_BATCH("cloudevents-batch") {
    @Override
    EventRequest write(List<Hint> hints) {
      ArrayNode all = NODES.arrayNode();
      for (Hint hint : hints) {
        ObjectNode event = all.addObject().put("specversion", "1.0").put("id", "1");
        event.put("source", "/app").put("type", type(hint));
        ObjectNode data = event.putObject("data").put("key", hint.object().objectKey());
        data.put("source", hint.object().source());
        put(data, "etag", hint.etag());
        putSize(data, hint);
        put(data, "sha256", hint.sha256());
        put(event, "time", time(hint));
      }
      return new EventRequest(
          MediaType.parse("application/cloudevents-batch+json"), Map.of(), bytes(all));
    }

    @Override
    Hint known(Hint hint) {
      return plain(hint, hint.sha256());
    }
  },
  CLOUD_EVENTS_BINARY("cloudevents-binary") {
    @Override
    int most() {
      return 1;
    }

    @Override
    EventRequest write(List<Hint> hints) {
      Hint hint = hints.getFirst();
      Map<String, String> headers = new TreeMap<>();
      headers.put("ce-specversion", "1.0");
      headers.put("ce-id", "1");
      headers.put("ce-type", type(hint));
      headers.put("ce-source", hint.object().source());
      headers.put("ce-subject", percentEncoded(hint.object().objectKey()));
      if (hint.occurredAt() != null) {
        headers.put("ce-time", percentEncoded(hint.occurredAt().toString()));
      }
      ObjectNode data = NODES.objectNode();
      put(data, "etag", hint.etag());
      putSize(data, hint);
      put(data, "sha256", hint.sha256());
      return new EventRequest(JSON, headers, bytes(data));
    }

    @Override
    Hint known(Hint hint) {
      return plain(hint, hint.sha256());
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final MediaType JSON = MediaType.parse("application/json");

  private final String form;

  Vendors(String form) {
    this.form = form;
  }

  String form() {
    return form;
  }

  /** How many hints a request of this vendor can tell. */
  int most() {
    return 5;
  }

  abstract EventRequest write(List<Hint> hints);

  /** What of {@code hint} this vendor can tell. */
  Hint known(Hint hint) {
    return new Hint(
        hint.object(),
        hint.kind(),
        hint.etag(),
        hint.size(),
        null,
        hint.occurredAt(),
        hint.sequencer());
  }

  private static Hint plain(Hint hint, @Nullable String sha256) {
    return new Hint(
        hint.object(), hint.kind(), hint.etag(), hint.size(), sha256, hint.occurredAt());
  }

  private static EventRequest json(ObjectNode body) {
    return new EventRequest(JSON, Map.of(), bytes(body));
  }

  private static byte[] bytes(Object json) {
    return json.toString().getBytes(UTF_8);
  }

  private static ObjectNode records(List<Hint> hints, String eventSource) {
    boolean ceph = eventSource.equals("ceph:s3");
    ObjectNode body = NODES.objectNode();
    ArrayNode records = body.putArray("Records");
    for (Hint hint : hints) {
      String name = created(hint) ? "ObjectCreated:Put" : "ObjectRemoved:Delete";
      ObjectNode event = records.addObject().put("eventSource", eventSource);
      event.put("eventName", eventSource.equals("minio:s3") ? "s3:" + name : name);
      ObjectNode s3 = event.putObject("s3");
      s3.putObject("bucket").put("name", bucket(hint));
      String key = hint.object().objectKey();
      ObjectNode object = s3.putObject("object");
      object.put("key", ceph ? key : URLEncoder.encode(key, UTF_8));
      if (ceph) {
        object.put("size", hint.size() == null ? "" : hint.size().toString());
        object.put("etag", hint.etag() == null ? "" : hint.etag()).put("versionId", "");
        event.put("eventTime", hint.occurredAt() == null ? "" : time(hint).replace('T', ' '));
      } else {
        putSize(object, hint);
        put(object, "eTag", hint.etag());
        put(event, "eventTime", time(hint));
      }
      put(object, "sequencer", hint.sequencer());
    }
    return body;
  }

  private static String type(Hint hint) {
    return "fr.mangatheque.continuity.object." + (created(hint) ? "created" : "removed");
  }

  private static boolean created(Hint hint) {
    return hint.kind() == ChangeKind.CREATED;
  }

  private static String bucket(Hint hint) {
    return hint.object().source().equals("uploads") ? "manga" : "faces";
  }

  private static String time(Hint hint) {
    Instant at = hint.occurredAt();
    return at == null ? "" : at.toString();
  }

  /** What is empty is left out. */
  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      node.put(name, value);
    }
  }

  private static void putSize(ObjectNode node, Hint hint) {
    if (hint.size() != null) {
      node.put("size", hint.size());
    }
  }

  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '%' && b != '"') {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b & 0xff));
      }
    }
    return encoded.toString();
  }
}
