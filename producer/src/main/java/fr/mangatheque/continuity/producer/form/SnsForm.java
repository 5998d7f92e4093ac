package fr.mangatheque.continuity.producer.form;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Amazon SNS posts: a notification, whose message is S3's notification or EventBridge's event
 * as text, or that message alone if raw delivery is on; and what it asks of its subscribers. Its
 * signature is not looked at: the request's own authentication says who sends it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Parsing
 *     message formats</a>
 */
final class SnsForm implements EventForm {
  private static final String MESSAGE_TYPE = "x-amz-sns-message-type";
  private static final String MESSAGE = "Message";
  private static final String SUBSCRIBE_URL = "SubscribeURL";

  /** Amazon's own hosts alone: whoever opens the address vouches for it. */
  private static final Pattern HOST =
      Pattern.compile("sns\\.[a-z0-9]+(-[a-z0-9]+)+\\.amazonaws\\.com(\\.cn)?");

  /** Amazon's have a few hundred characters; it is shown as it is. */
  private static final int LONGEST_URL = 2048;

  private final KnownSources sources;
  private final int maxEvents;

  SnsForm(KnownSources sources, int maxEvents) {
    this.sources = sources;
    this.maxEvents = maxEvents;
  }

  /** Whether SNS says in a header that it sent the request. */
  static boolean isIn(EventRequest request) {
    return request.header(MESSAGE_TYPE) != null;
  }

  @Override
  public String name() {
    return "sns";
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    Collected events = new Collected(sources, maxEvents);
    return switch (JsonText.read(request.body())) {
      case JsonText.Broken(Fault fault) -> {
        events.fault(fault);
        yield events.outcome();
      }
      case JsonText.Read(Json.Obj object) when Shape.of(object) == Shape.SNS ->
          wrapped(object, events);
      case JsonText.Read(Json raw) -> {
        message(raw, events, events);
        yield events.outcome();
      }
    };
  }

  private ParsedEvents wrapped(Json.Obj envelope, Collected events) {
    Repeats.tell(events, "", envelope, Set.of());
    String type = text(envelope, "Type", events);
    if (type != null) {
      switch (type) {
        case "Notification" -> notification(envelope, events);
        case "SubscriptionConfirmation" -> {
          Optional<ParsedEvents.Subscription> asked = subscription(envelope, events);
          if (asked.isPresent() && !events.faulty()) {
            return asked.get();
          }
        }
        case "UnsubscribeConfirmation" ->
            events.next().ifPresent(item -> item.passedOver(type, true, null));
        default -> events.next().ifPresent(item -> item.passedOver(type, false, null));
      }
    }
    return events.outcome();
  }

  private static void notification(Json.Obj envelope, Collected events) {
    String message = text(envelope, MESSAGE, events);
    if (message == null) {
      return;
    }
    String at = "/" + MESSAGE;
    switch (JsonText.read(message)) {
      case JsonText.Broken(Fault fault) -> events.fault(at, "in the message: " + fault.detail());
      case JsonText.Read(Json value) ->
          message(
              value,
              events,
              (pointer, detail) -> events.fault(at, "in the message, " + pointer + ": " + detail));
    }
  }

  /**
   * @param faults takes what is wrong around the message's events
   */
  private static void message(Json message, Collected events, Faults faults) {
    Shape shape = message instanceof Json.Obj object ? Shape.of(object) : Shape.PLAIN;
    switch (shape) {
      case S3, MINIO, CEPH -> S3Notification.read(message, events, faults, "");
      case EVENT_BRIDGE ->
          events.next().ifPresent(item -> EventBridgeEvent.read(item, "", message, null));
      case PLAIN, CLOUD_EVENT, R2, SNS ->
          faults.fault("", "this is neither a notification of S3 nor an event of EventBridge");
    }
  }

  private static Optional<ParsedEvents.Subscription> subscription(
      Json.Obj envelope, Collected events) {
    String topic = text(envelope, "TopicArn", events);
    String url = text(envelope, SUBSCRIBE_URL, events);
    if (topic == null || url == null) {
      return Optional.empty();
    }
    if (url.length() > LONGEST_URL) {
      events.fault("/" + SUBSCRIBE_URL, "this is longer than " + LONGEST_URL + " characters");
      return Optional.empty();
    }
    Optional<URI> address = ofAmazon(url);
    if (address.isEmpty()) {
      events.fault(
          "/" + SUBSCRIBE_URL,
          "this is not an address of Amazon SNS, https://sns.REGION.amazonaws.com/…, so nobody"
              + " should open it: "
              + Words.quote(url));
    }
    return address.map(it -> new ParsedEvents.Subscription(Words.plain(topic), it));
  }

  private static Optional<URI> ofAmazon(String url) {
    try {
      URI address = new URI(url);
      boolean good =
          "https".equals(address.getScheme())
              && address.getHost() != null
              && HOST.matcher(address.getHost()).matches()
              && address.getRawUserInfo() == null
              && (address.getPort() == -1 || address.getPort() == 443);
      return good ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(Json.Obj envelope, String name, Collected events) {
    if (envelope.fields().get(name) instanceof Json.Str(String text)) {
      return text;
    }
    events.fault("/" + name, "this is required, and a string");
    return null;
  }
}
