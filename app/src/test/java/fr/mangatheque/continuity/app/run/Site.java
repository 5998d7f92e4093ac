package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A library in one cloud, its backup in another, and a configuration that says so. */
final class Site implements AutoCloseable {
  static final String TOKEN = "a-token-for-the-tests";
  private final S3Server originCloud = S3Server.start();
  private final S3Server backupCloud = S3Server.start();
  final Bucket origin = originCloud.createBucket("library");
  final Bucket backup = backupCloud.createBucket("library-backup");
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;

  Site(Path directory) {
    this.directory = directory;
  }

  S3Server originCloud() {
    return originCloud;
  }

  S3Server backupCloud() {
    return backupCloud;
  }

  /** The configuration's file, {@code more} at its end. */
  Path file(String more) throws IOException {
    return file("", "instance-id: test", "port: 0", more);
  }

  /** The configuration's file of one process of several, as it differs from the others. */
  Path file(String name, String kafka, String intake, String more) throws IOException {
    return Files.writeString(
        directory.resolve("continuity" + name + ".yaml"),
        """
        data-dir: data%s
        kafka: {%s, partitions: 3}
        intake: {%s, tokens: [{name: app, token: %s}]}
        sources:
          uploads:
            origin: %s
            backup: %s
        """
                .formatted(
                    name,
                    kafka,
                    intake,
                    TOKEN,
                    bucket(originCloud, origin),
                    bucket(backupCloud, backup))
            + more);
  }

  Configuration configuration() throws IOException, ConfigurationException {
    return ConfigurationReader.read(file(""), Map.of()).configuration();
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

  /** Uploads, and posts the event, as the application does. */
  void upload(int port, String key, String content) throws IOException, InterruptedException {
    origin.put(key, content.getBytes(UTF_8));
    tell(port, key);
  }

  /** Posts the event of an upload. */
  void tell(int port, String key) throws IOException, InterruptedException {
    tell(port, key, "created");
  }

  private void tell(int port, String key, String action) throws IOException, InterruptedException {
    HttpResponse<String> response = post(port, key, action);
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }

  /** Removes, and posts the event, as the application does. */
  void remove(int port, String key) throws IOException, InterruptedException {
    origin.remove(key);
    tell(port, key, "removed");
  }

  private HttpResponse<String> post(int port, String key, String action)
      throws IOException, InterruptedException {
    String event =
        "{\"source\":\"uploads\",\"key\":\"%s\",\"action\":\"%s\"}".formatted(key, action);
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** How an object stands, as whoever holds {@code token} asks. */
  HttpResponse<String> askAs(String token, int port, String rest)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/objects/uploads/" + rest))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** How an object stands, as the application asks; {@code rest} is its encoded key and a query. */
  HttpResponse<String> ask(int port, String rest, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/objects/uploads/" + rest))
            .timeout(Duration.ofSeconds(90))
            .header("Authorization", "Bearer " + TOKEN);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What the backup holds of {@code key}, in order. */
  List<String> entries(String key) {
    String prefix = "objects/" + key + "/";
    return backup.keys().stream()
        .filter(name -> name.startsWith(prefix))
        .filter(name -> name.indexOf('/', prefix.length()) < 0)
        .map(name -> new String(backup.bytes(name), UTF_8))
        .toList();
  }

  @Override
  public void close() {
    http.close();
    originCloud.close();
    backupCloud.close();
  }
}
