package fr.mangatheque.continuity.app.demo.form;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Message;
import fr.mangatheque.continuity.producer.form.EventForm;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.form.MediaType;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import fr.mangatheque.continuity.producer.hint.Hint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the demo tells in a form is what the intake reads in it. */
class DemoFormsTest {
  private static final String ETAG = "9b2cf535f27731c974343645a3985328";
  private static final Instant AT = Instant.parse("2026-05-24T19:36:44.379Z");
  private static final List<Event> EVENTS =
      List.of(event("covers/one piece+1.jpg", 10), event("pages/été/%41.png", 20));

  private final EventForms forms =
      new EventForms(KnownSources.byBucket(Map.of("manga-uploads", "manga")), 1_000);

  private static Event event(String key, long size) {
    return new Event("manga", key, "created", ETAG, size, null, AT.toString());
  }

  static Stream<Arguments> written() {
    S3Notifications s3 = new S3Notifications("manga-uploads");
    CloudEvents cloudEvents = new CloudEvents();
    return Stream.of(
        written("s3", s3::aws),
        written("minio", s3::minio),
        written("ceph", s3::ceph),
        written("sns", s3::sns),
        written("eventbridge", s3::eventBridge),
        written("r2", new R2Notifications("manga-uploads")::posted),
        written("cloudevents-structured", cloudEvents::structured),
        written("cloudevents-binary", cloudEvents::binary),
        written("cloudevents-batch", cloudEvents::batch));
  }

  private static Arguments written(String form, Function<List<Event>, List<Message>> writing) {
    return Arguments.of(form, writing);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  void isReadAsItIsMeant(String form, Function<List<Event>, List<Message>> writing) {
    List<Hint> hints = new ArrayList<>();
    for (Message message : writing.apply(EVENTS)) {
      EventRequest request =
          new EventRequest(
              MediaType.parse(message.contentType()), message.headers(), message.body());
      EventForm read = forms.of(request).orElseThrow();
      assertThat(read.name()).isEqualTo(form);
      hints.addAll(((ParsedEvents.Understood) read.parse(request)).hints());
    }

    assertThat(hints).extracting(hint -> hint.object().source()).containsOnly("manga");
    assertThat(hints)
        .extracting(hint -> hint.object().objectKey())
        .containsExactly("covers/one piece+1.jpg", "pages/été/%41.png");
    assertThat(hints).extracting(Hint::size).containsExactly(10L, 20L);
    assertThat(hints).extracting(Hint::etag).containsOnly(ETAG);
    assertThat(hints).extracting(Hint::occurredAt).containsOnly(AT);
  }
}
