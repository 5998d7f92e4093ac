package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.Figure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Passes on what a run says; of its progress, a word now and then. */
final class RunVoice implements JobVoice {
  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final RunReports reports;
  private final JobMessages messages;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - EVERY);

  RunVoice(RunReports reports, JobMessages messages) {
    this.reports = reports;
    this.messages = messages;
  }

  @Override
  public void progress(long done, @Nullable Long total, List<Figure> figures, String detail) {
    long before = last.get();
    long now = System.nanoTime();
    if (now - before >= EVERY && last.compareAndSet(before, now)) {
      messages.progress(reports.progress(done, total, figures, detail));
    }
  }

  @Override
  public <V> void send(Topic<V> topic, String key, V value) throws InterruptedException {
    messages.send(topic, key, value);
  }
}
