package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.app.demo.endpoint.Account;
import fr.mangatheque.continuity.app.demo.endpoint.S3Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;

/** The process with both endpoints, so that their CPU is nobody else's. */
final class RestoreClouds {
  static final Account ACCOUNT = new Account("bench", "bench-secret", Account.Rights.ALL);
  static final String BACKUP = "backup";
  static final String LIBRARY = "library";

  private RestoreClouds() {}

  /**
   * Arguments: where to keep objects. Tells both endpoints, then for each line the CPU nanoseconds
   * they took so far, and ends with its standard input.
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    try (S3Endpoint backup = new S3Endpoint(directory.resolve("one"), BACKUP, List.of(ACCOUNT));
        S3Endpoint library = new S3Endpoint(directory.resolve("other"), LIBRARY, List.of(ACCOUNT));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      backup.start();
      library.start();
      System.out.println(
          "=" + backup.access(ACCOUNT).endpoint() + " " + library.access(ACCOUNT).endpoint());
      while (in.readLine() != null) {
        System.out.println("=" + Cpu.nanos());
      }
    }
    System.exit(0);
  }
}
