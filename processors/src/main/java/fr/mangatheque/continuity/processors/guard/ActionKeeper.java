package fr.mangatheque.continuity.processors.guard;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what people decide where every task finds it: the topic is spread by subject, a source's
 * deletions by source. Runs on the thread of the global store.
 */
final class ActionKeeper implements Processor<String, byte[], Void, Void> {
  static final String ACTIONS = "operator-actions";
  private static final Logger log = LoggerFactory.getLogger(ActionKeeper.class);

  private final OpenCases cases;
  private KeyValueStore<String, byte[]> store;

  ActionKeeper(OpenCases cases) {
    this.cases = cases;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(ACTIONS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    @Nullable String subject = record.key();
    if (subject == null) {
      return;
    }
    store.put(subject, record.value());
    if (subject.startsWith(Decisions.SUBJECT)) {
      String caseId = subject.substring(Decisions.SUBJECT.length());
      if (cases.knowsSourceOf(caseId) && !cases.isOpen(caseId)) {
        log.atInfo()
            .addKeyValue("case", caseId)
            .log("A decision about a case that is not open is passed over");
      }
    }
  }
}
