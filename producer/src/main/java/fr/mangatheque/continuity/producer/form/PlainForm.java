package fr.mangatheque.continuity.producer.form;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fr.mangatheque.continuity.producer.hint.Hint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The plain form: {@code {"source","key","action":"created|removed","etag?","size?","sha256?",
 * "occurredAt?"}} as JSON, alone or in an array. Fields it does not know are passed over, for
 * senders grow; everything else must be exactly right, for a key read wrongly is another key.
 */
public final class PlainForm implements EventForm {
  private final Set<String> sources;
  private final int maxEvents;

  /**
   * @param maxEvents the most events of one request
   */
  public PlainForm(KnownSources sources, int maxEvents) {
    this.sources = sources.names();
    this.maxEvents = maxEvents;
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public ParsedEvents parse(EventRequest request) {
    return switch (Text.decode(request.body())) {
      case Text.Valid(CharBuffer text) -> parse(text);
      case Text.Malformed(int offset) -> new ParsedEvents.Faulty(List.of(JsonText.notUtf8(offset)));
    };
  }

  private ParsedEvents parse(CharBuffer text) {
    try (JsonParser parser = JsonText.parser(text)) {
      return new Reading(parser).all();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail to be read", e);
    }
  }

  /** One reading of one body. */
  private final class Reading {
    private final JsonParser parser;
    private final List<Hint> hints = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int count;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    ParsedEvents all() throws IOException {
      try {
        if (!readAll()) {
          return new ParsedEvents.TooMany(maxEvents);
        }
      } catch (JacksonException e) {
        faults.add(JsonText.unreadable(e));
      }
      return faults.isEmpty()
          ? new ParsedEvents.Understood(hints, List.of())
          : new ParsedEvents.Faulty(faults);
    }

    /** False if there are too many. */
    private boolean readAll() throws IOException {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (count == maxEvents) {
            return false;
          }
          readOne();
        }
        if (count == 0) {
          faults.add(Fault.ofRequest("the array is empty: send at least one event"));
        }
      } else if (first == null) {
        faults.add(Fault.ofRequest("the body is empty: send an event, or an array of events"));
      } else {
        readOne();
      }
      if (first != null && parser.nextToken() != null) {
        faults.add(Fault.ofRequest("something follows the end of the JSON: send one value"));
      }
      return true;
    }

    private void readOne() throws IOException {
      PlainEvent event = new PlainEvent(count++, parser, sources);
      event.read(faults).ifPresent(hints::add);
    }
  }
}
