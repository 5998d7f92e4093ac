package fr.mangatheque.continuity.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.testkit.verifier.Incident;
import fr.mangatheque.continuity.testkit.verifier.Promise;
import fr.mangatheque.continuity.testkit.verifier.Verdict;
import fr.mangatheque.continuity.testkit.verifier.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A library, one process that protects it, and an operator. One thread's. */
final class ProtectedLibrary implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final FaultSite site;
  private final Supervisor supervisor;
  private final Teller teller;
  private final Application application;
  private final Operator operator;
  private final Verifier verifier;

  /**
   * Starts the process and returns at once. The site is closed with this.
   *
   * @param configuration of the process
   */
  ProtectedLibrary(FaultSite site, Path configuration) throws IOException {
    this.site = site;
    this.supervisor = new Supervisor(configuration, List.of());
    this.teller = new Teller(() -> supervisor.child().port());
    this.application = new Application(site, teller, 1);
    this.operator = new Operator(() -> supervisor.child().operatorPort());
    this.verifier = site.verifier();
  }

  FaultSite site() {
    return site;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  Application application() {
    return application;
  }

  Operator operator() {
    return operator;
  }

  /** An odd key, or an ordinary one when there are no more. */
  static String key(int i) {
    return i < OddKeys.ALL.size() ? OddKeys.ALL.get(i) : "pages/" + i + ".webp";
  }

  void awaitStart() {
    await().atMost(PATIENCE).until(() -> supervisor.child().port() > 0);
  }

  /** Uploads so many objects and tells of them. */
  void upload(int objects, String content) {
    for (int i = 0; i < objects; i++) {
      write(key(i), content);
      application.tell(UploadEvent.created(key(i)));
    }
  }

  /** Uploads without a word. */
  void write(String key, String content) {
    application.write(key, (content + " of " + key).getBytes(UTF_8), key.length() % 3);
  }

  /** Has a job run by hand to its end. */
  void run(String job) {
    awaitStart();
    assertThat(operator.run(job)).as(job).isEqualTo("succeeded");
  }

  void awaitProtected() {
    awaitProtected(Promise.STRICT);
  }

  void awaitProtected(Promise promise) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(verifier.pending(promise)).isEmpty());
  }

  /** How many objects are not in the backup as the source has them. */
  int pending() {
    return verifier.pending(Promise.STRICT).size();
  }

  /** What the verifier finds, whatever it is. */
  Verdict verdict() {
    return verifier.verify(Promise.STRICT);
  }

  Verdict verified() {
    return verified(Promise.STRICT);
  }

  Verdict verified(Promise promise) {
    Verdict verdict = verifier.verify(promise);
    assertThat(verdict.words()).isEmpty();
    return verdict;
  }

  /** The entry of a key that stands there under its first name. */
  String entry(String key) {
    String prefix = "objects/" + key + "/";
    return site.backup().keys().stream()
        .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
        .findFirst()
        .orElseThrow();
  }

  /** What people were told of this cause. */
  List<Incident> told(String cause) {
    return site.incidents().incidents().stream()
        .filter(incident -> incident.cause().equals(cause))
        .toList();
  }

  void awaitTold(String cause) {
    await().atMost(PATIENCE).until(() -> !told(cause).isEmpty());
  }

  @Override
  public void close() throws Exception {
    verifier.close();
    teller.close();
    supervisor.close();
    site.close();
  }
}
