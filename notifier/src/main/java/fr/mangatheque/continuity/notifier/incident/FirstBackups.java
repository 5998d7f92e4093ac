package fr.mangatheque.continuity.notifier.incident;

import static fr.mangatheque.continuity.schemas.wire.StateSerdes.stateSerde;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.state.StoredFirstBackup;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Gathers what the ledger's partitions tell of a source's first backup, and tells people once when
 * all have. Reports of a schedule share a key, so one partition of job-reports sees them all.
 */
final class FirstBackups implements Processor<String, JobReport, String, Notification> {
  private static final String STORE = "first-backups";

  private final Audience audience;
  private ProcessorContext<String, Notification> context;
  private KeyValueStore<String, StoredFirstBackup> store;

  private FirstBackups(Audience audience) {
    this.audience = audience;
  }

  static void addTo(Topology topology, Topics topics, Audience audience) {
    topology
        .addSource(
            "job-reports",
            topics.jobReports().keySerde().deserializer(),
            topics.jobReports().valueSerde().deserializer(),
            topics.jobReports().name())
        .addProcessor(
            STORE,
            new ProcessorSupplier<String, JobReport, String, Notification>() {
              @Override
              public Processor<String, JobReport, String, Notification> get() {
                return new FirstBackups(audience);
              }

              @Override
              public Set<StoreBuilder<?>> stores() {
                return Set.of(
                    Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE),
                        Serdes.String(),
                        stateSerde(StoredFirstBackup.class)));
              }
            },
            "job-reports")
        .addSink(
            "news",
            topics.notifications().name(),
            topics.notifications().keySerde().serializer(),
            topics.notifications().valueSerde().serializer(),
            STORE);
  }

  @Override
  public void init(ProcessorContext<String, Notification> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, JobReport> record) {
    JobReport report = record.value();
    if (report != null) {
      FirstBackup.of(report).ifPresent(told -> take(report, told));
    }
  }

  private void take(JobReport report, FirstBackup told) {
    StoredFirstBackup known = told.addTo(store.get(report.getSource()));
    if (told.completes(known)) {
      for (Notification notification : FirstBackupNews.write(report, known.getParts(), audience)) {
        context.forward(
            new Record<>(
                notification.getIncidentId(), notification, notification.getAt().toEpochMilli()));
      }
      known = new StoredFirstBackup(known.getRunId(), known.getParts(), true);
    }
    store.put(report.getSource(), known);
  }
}
