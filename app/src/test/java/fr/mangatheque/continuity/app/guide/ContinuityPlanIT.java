package fr.mangatheque.continuity.app.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.demo.library.Library;
import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The continuity plan, docs/PCA.md: everything is lost, and its commands are typed as they stand.
 */
class ContinuityPlanIT {
  private static final Logger log = LoggerFactory.getLogger(ContinuityPlanIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String TOKEN = "a-token-of-the-site";

  /** The cover that the plan takes for its example. */
  private static final String EXAMPLE = "covers/one-piece-1.jpg";

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, byte[]> library = new HashMap<>();
  private S3Server originCloud;
  private S3Server backupCloud;
  private Bucket origin;
  private Bucket backup;
  private Machine machine;
  private int intake;

  @BeforeEach
  void aSite() throws Exception {
    originCloud = S3Server.start();
    backupCloud = S3Server.start();
    origin = originCloud.createBucket("library");
    backup = backupCloud.createBucket("library-backup");
    machine = new Machine(directory);
    intake = Machine.freePort();
    machine.configuration(
        """
        kafka: {instance-id: plan, partitions: 3}
        intake: {port: %d, tokens: [{name: site, token: %s}]}
        operator: {port: %d, tokens: [{name: on-call, token: a-token-of-the-operators}]}
        sources:
          uploads:
            origin: %s
            backup: %s
        """
            .formatted(
                intake,
                TOKEN,
                Machine.freePort(),
                bucket(originCloud, origin),
                bucket(backupCloud, backup)));
  }

  private static String bucket(S3Server cloud, Bucket bucket) {
    return "{endpoint: '%s', region: %s, bucket: %s, access-key-id: '%s', secret-access-key: '%s'}"
        .formatted(
            cloud.endpoint(),
            cloud.region(),
            bucket.name(),
            cloud.accessKeyId(),
            cloud.secretAccessKey());
  }

  @AfterEach
  void nothing() throws Exception {
    machine.close();
    http.close();
    originCloud.close();
    backupCloud.close();
  }

  @Test
  void fromTotalLossToServiceRestoredByTheCommandsOfThePlan() throws Exception {
    start("./continuity run");
    Library pictures = new LibraryPainter(directory.resolve("pictures")).paint(6, 24, () -> {});
    for (Picture picture : pictures.pictures()) {
      upload(picture.key(), Files.readAllBytes(picture.file()), picture.contentType());
    }
    upload(EXAMPLE, LibraryPainter.edition(pictures.pictures().getFirst(), 1), "image/jpeg");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(versions()).hasSize(library.size()));

    machine.lose("data");
    origin.clear();
    Fenced.in("PCA.md").under("d) En cas de perte totale").forEach(this::followed);

    assertThat(origin.keys().stream().filter(ContinuityPlanIT::ofTheSite))
        .containsExactlyInAnyOrderElementsOf(library.keySet());
    library.forEach((key, bytes) -> assertThat(origin.bytes(key)).as(key).isEqualTo(bytes));
    assertThat(origin.object(EXAMPLE).orElseThrow().header("Content-Type")).hasValue("image/jpeg");
    upload("covers/the-next.jpg", "uploaded after all".getBytes(UTF_8), "image/jpeg");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(versions()).hasSize(library.size()));
  }

  /** Each version there is: one an object, however often it comes back. */
  private List<String> versions() {
    return backup.keys().stream()
        .filter(name -> name.startsWith("objects/"))
        .map(name -> name.substring("objects/".length()))
        .filter(ContinuityPlanIT::ofTheSite)
        .toList();
  }

  /** What the probe of a destination leaves is not. */
  private static boolean ofTheSite(String key) {
    return !key.startsWith("continuity-canary/");
  }

  private void upload(String key, byte[] bytes, String type) throws Exception {
    origin.put(key, bytes, Map.of("Content-Type", type));
    library.put(key, bytes);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + intake + "/v1/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"source\":\"uploads\",\"key\":\"%s\",\"action\":\"created\"}"
                            .formatted(key)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private void start(String command) throws Exception {
    machine.typeAside(command);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(machine.said()).contains("Continuity runs"));
  }

  /**
   * Does what the plan says of a command: most end well, one goes on, one is asked until it does.
   */
  private void followed(String command) {
    long begun = System.nanoTime();
    try {
      if (command.startsWith("./continuity run")) {
        start(command);
      } else if (command.startsWith("./continuity status")) {
        await().atMost(PATIENCE).untilAsserted(() -> assertWell(command));
      } else {
        assertWell(command);
      }
    } catch (Exception e) {
      throw new AssertionError(command, e);
    }
    log.atInfo()
        .addKeyValue("command", command)
        .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - begun).toMillis())
        .log("The plan was followed");
  }

  private void assertWell(String command) throws Exception {
    Shell.Answer answer = machine.type(command);
    assertThat(answer.status()).as(command + "\n" + answer.said()).isZero();
    log.atInfo().addKeyValue("said", answer.said()).log(command);
  }
}
