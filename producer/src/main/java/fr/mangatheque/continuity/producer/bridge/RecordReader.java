package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.producer.form.EventForm;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.Fault;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import fr.mangatheque.continuity.producer.form.Words;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records as the intake reads requests: all of one, or nothing. Throws nothing. */
final class RecordReader {
  private static final Logger log = LoggerFactory.getLogger(RecordReader.class);
  private static final int FAULTS_AT_MOST = 20;

  private final EventForms forms;
  private final int maxBytes;

  /**
   * @param maxBytes the largest value that is read
   */
  RecordReader(EventForms forms, int maxBytes) {
    this.forms = forms;
    this.maxBytes = maxBytes;
  }

  Reading read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return unreadable(
          "the record has no value: a removal is an event as well, with \"action\": \"removed\"");
    }
    if (value.length > maxBytes) {
      return unreadable(
          "it has %d bytes, more than the %d that are read: write one event a record"
              .formatted(value.length, maxBytes));
    }
    Map<String, String> headers = EventHeaders.of(record.headers());
    EventRequest request = EventHeaders.request(headers, value);
    try {
      Optional<EventForm> form = forms.of(request);
      return form.isPresent() ? read(form.get(), request, headers) : unknownForm(request);
    } catch (RuntimeException | StackOverflowError e) {
      // A record that breaks its reader would otherwise come back for ever.
      log.atError()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("A record of events could not be read by a fault of ours");
      return new Reading.Unreadable(
          new SerializationException("reading it failed, which is a fault of ours: " + e, e));
    }
  }

  private Reading unknownForm(EventRequest request) {
    return unreadable(
        "its content-type is %s; events are read as one of %s"
            .formatted(Words.quote(request.type().name()), String.join(", ", forms.mediaTypes())));
  }

  private static Reading read(EventForm form, EventRequest request, Map<String, String> headers) {
    return switch (form.parse(request)) {
      case ParsedEvents.Understood understood ->
          new Reading.Understood(
              form.name(),
              EventHeaders.sender(headers),
              understood.hints(),
              understood.passedOver().stream()
                  .filter(event -> !event.known())
                  .map(ParsedEvents.PassedOver::kind)
                  .toList());
      case ParsedEvents.Faulty(List<Fault> faults) -> unreadable(told(faults));
      case ParsedEvents.TooMany(int limit) ->
          unreadable("it has more than %d events: write fewer a record".formatted(limit));
      case ParsedEvents.Subscription(String topic, URI confirmAt) ->
          unreadable(
              "it is no event, but asks to confirm a subscription to %s: open %s once"
                  .formatted(Words.quote(topic), confirmAt));
    };
  }

  private static String told(List<Fault> faults) {
    String some =
        faults.stream()
            .limit(FAULTS_AT_MOST)
            .map(RecordReader::told)
            .collect(Collectors.joining("; "));
    int more = faults.size() - FAULTS_AT_MOST;
    return more > 0 ? some + "; and " + more + " more" : some;
  }

  private static String told(Fault fault) {
    String event = fault.index() == null ? "" : "event " + fault.index();
    String where = event + (fault.pointer().isEmpty() ? "" : " at " + fault.pointer());
    return where.isEmpty() ? fault.detail() : where.strip() + ": " + fault.detail();
  }

  private static Reading unreadable(String why) {
    return new Reading.Unreadable(new SerializationException(why));
  }
}
