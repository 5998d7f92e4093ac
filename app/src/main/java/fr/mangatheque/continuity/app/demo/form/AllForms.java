package fr.mangatheque.continuity.app.demo.form;

import fr.mangatheque.continuity.app.demo.endpoint.QueueEndpoint;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.EventsClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Every form, each in its turn; and how much was told in each. Thread-safe. */
public final class AllForms implements AutoCloseable {
  /** Where the demo's pipeline takes events as JSON. */
  private static final String JSON_TOPIC = "object-changes-json";

  private final KafkaForm kafka;
  private final List<Form> forms;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicIntegerArray told;

  /**
   * @param client of the intake
   * @param bucket as stores name the source
   * @param bootstrapServers of the pipeline's Kafka
   * @param queue that the pipeline pulls from
   */
  public AllForms(
      EventsClient client, String bucket, String bootstrapServers, QueueEndpoint queue) {
    S3Notifications s3 = new S3Notifications(bucket);
    R2Notifications r2 = new R2Notifications(bucket);
    CloudEvents cloudEvents = new CloudEvents();
    this.kafka = new KafkaForm(bootstrapServers, JSON_TOPIC);
    this.forms =
        List.of(
            new PlainForm(client),
            new PostedForm("CloudEvents, structured", client, cloudEvents::structured),
            new PostedForm("CloudEvents, binary", client, cloudEvents::binary),
            new PostedForm("CloudEvents, batch", client, cloudEvents::batch),
            new PostedForm("S3", client, s3::aws),
            new PostedForm("MinIO", client, s3::minio),
            new PostedForm("Ceph", client, s3::ceph),
            new PostedForm("SNS", client, s3::sns),
            new PostedForm("EventBridge", client, s3::eventBridge),
            new PostedForm("R2", client, r2::posted),
            new QueueForm(queue, r2),
            kafka);
    this.told = new AtomicIntegerArray(forms.size());
  }

  private record PlainForm(EventsClient client) implements Form {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public void tell(List<Event> events) throws InterruptedException {
      if (events.size() == 1) {
        client.post(events.getFirst());
      } else {
        client.post(events);
      }
    }
  }

  /** Tells of uploads in the form whose turn it is. */
  public void tell(List<Event> events) throws InterruptedException {
    int index = Math.floorMod(turn.getAndIncrement(), forms.size());
    forms.get(index).tell(events);
    told.addAndGet(index, events.size());
  }

  /** How many events were told in each form, by its name. */
  public Map<String, Integer> told() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (int i = 0; i < forms.size(); i++) {
      all.put(forms.get(i).name(), told.get(i));
    }
    return all;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
