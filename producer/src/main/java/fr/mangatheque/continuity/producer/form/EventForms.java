package fr.mangatheque.continuity.producer.form;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells the form of a request: first by the headers that only Amazon SNS and CloudEvents send, then
 * by the content type, and that of JSON by what its first event looks like. The rest of the body
 * then keeps to that form. Thread-safe.
 */
public final class EventForms {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final SortedSet<String> MEDIA_TYPES =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(List.of("application/json", STRUCTURED, BATCH)));

  private final EventForm binaryCloudEvents;
  private final EventForm batchedCloudEvents;
  private final Map<Shape, EventForm> byShape;

  /**
   * @param maxEvents the most events of one request
   */
  public EventForms(KnownSources sources, int maxEvents) {
    this.binaryCloudEvents = new BinaryCloudEventsForm(sources, maxEvents);
    this.batchedCloudEvents = new StructuredCloudEventsForm(true, sources, maxEvents);
    this.byShape = new EnumMap<>(Shape.class);
    for (Shape shape : Shape.values()) {
      byShape.put(shape, ofShape(shape, sources, maxEvents));
    }
  }

  private static EventForm ofShape(Shape shape, KnownSources sources, int maxEvents) {
    return switch (shape) {
      case PLAIN -> new PlainForm(sources, maxEvents);
      case CLOUD_EVENT -> new StructuredCloudEventsForm(false, sources, maxEvents);
      case S3 -> new S3Form("s3", sources, maxEvents);
      case MINIO -> new S3Form("minio", sources, maxEvents);
      case CEPH -> new S3Form("ceph", sources, maxEvents);
      case R2 -> new R2Form(sources, maxEvents);
      case EVENT_BRIDGE -> new EventBridgeForm(sources, maxEvents);
      case SNS -> new SnsForm(sources, maxEvents);
    };
  }

  /** Whether a request with these headers can be read at all, before its body is. */
  public boolean reads(EventRequest withoutBody) {
    MediaType type = withoutBody.type();
    return type.isJson()
        || type.isUtf8(STRUCTURED)
        || type.isUtf8(BATCH)
        || isOfSns(withoutBody)
        || isBinary(withoutBody);
  }

  /** The media types that are read, as an {@code Accept} header lists them. */
  public SortedSet<String> mediaTypes() {
    return MEDIA_TYPES;
  }

  /** The form that {@code request} is written in; empty if its type is none of ours. */
  public Optional<EventForm> of(EventRequest request) {
    if (!reads(request)) {
      return Optional.empty();
    }
    if (isOfSns(request)) {
      return Optional.of(form(Shape.SNS));
    }
    if (request.type().isUtf8(BATCH)) {
      return Optional.of(batchedCloudEvents);
    }
    if (request.type().isUtf8(STRUCTURED)) {
      return Optional.of(form(Shape.CLOUD_EVENT));
    }
    if (isBinary(request)) {
      return Optional.of(binaryCloudEvents);
    }
    return Optional.of(form(Shape.of(Glimpse.of(request.body()))));
  }

  private EventForm form(Shape shape) {
    EventForm form = byShape.get(shape);
    if (form == null) {
      throw new IllegalStateException("every shape has its form: " + shape);
    }
    return form;
  }

  private static boolean isOfSns(EventRequest request) {
    return SnsForm.isIn(request)
        && (request.type().isUtf8("text/plain") || request.type().isJson());
  }

  /** A CloudEvent in another event format than JSON has attributes in its headers, too. */
  private static boolean isBinary(EventRequest request) {
    return HeaderAttributes.isIn(request)
        && !request.type().name().startsWith("application/cloudevents");
  }
}
