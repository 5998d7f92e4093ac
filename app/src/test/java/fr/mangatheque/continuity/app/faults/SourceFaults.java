package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.testkit.s3.Operation;
import java.util.concurrent.atomic.AtomicInteger;

/** What the source does while it is read. */
final class SourceFaults {
  private static final int SIZE = 300_000;

  private SourceFaults() {}

  /** An object that is another one when half of it was sent, and told of each time. */
  static Injection overwrittenMidRead(Scene scene) {
    String key = "moving/" + scene.random().nextInt(1000);
    AtomicInteger writes = new AtomicInteger();
    Application application = scene.application();
    var fault =
        scene
            .site()
            .originCloud()
            .faults()
            .on(Operation.GET)
            .key(key)
            .times(3)
            .midAnswer(
                () -> {
                  application.write(key, content(scene, writes.incrementAndGet()), 0);
                  application.tell(UploadEvent.created(key));
                });
    application.write(key, content(scene, 0), 0);
    application.tell(UploadEvent.created(key));
    return Injection.of(fault::hits, fault);
  }

  /** An object that is gone when it is asked for. */
  static Injection deletedBeforeCopy(Scene scene) {
    String key = "fleeting/" + scene.random().nextInt(1000);
    Application application = scene.application();
    var fault =
        scene
            .site()
            .originCloud()
            .faults()
            .on(Operation.GET)
            .key(key)
            .once()
            .before(
                () -> {
                  application.erase(key);
                  application.tell(UploadEvent.removed(key));
                });
    application.write(key, content(scene, 0), 0);
    application.tell(UploadEvent.created(key));
    return Injection.of(fault::hits, fault);
  }

  private static byte[] content(Scene scene, int write) {
    return Application.bytes(scene.random().nextLong() + write, SIZE);
  }
}
