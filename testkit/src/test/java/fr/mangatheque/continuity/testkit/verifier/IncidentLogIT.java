package fr.mangatheque.continuity.testkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentLogIT {
  private final IncidentLog log = new IncidentLog();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    log.close();
  }

  private void told(String type, String id, String cause) throws IOException, InterruptedException {
    String message =
        """
        {"type":"incident.%s","data":{"incidentId":"%s","severity":"critical","summary":"It fails",
         "stage":"BACKUP","causeClass":"%s"}}
        """
            .formatted(type, id, cause);
    HttpRequest request =
        HttpRequest.newBuilder(log.url())
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(204);
  }

  private List<Check> compare(String... needed) {
    return log.compare(List.of(needed), _ -> false, _ -> false).stream()
        .map(Finding::check)
        .toList();
  }

  @Test
  void whatWasRaisedAndIsOverIsAsItShouldBe() throws Exception {
    told("opened", "1", "UNREACHABLE");
    told("resolved", "1", "UNREACHABLE");
    told("opened", "1", "UNREACHABLE");

    assertThat(compare("UNREACHABLE")).isEmpty();
    assertThat(compare("BACKUP/UNREACHABLE")).isEmpty();
    assertThat(compare("TIMEOUT|BACKUP/UNREACHABLE")).isEmpty();
    assertThat(log.open()).isEmpty();
  }

  @Test
  void silenceIsFound() {
    assertThat(compare("ACCESS_DENIED")).containsExactly(Check.RAISED);
  }

  @Test
  void whatIsNotToldToBeOverIsFound() throws Exception {
    told("opened", "1", "ACCESS_DENIED");

    assertThat(compare("ACCESS_DENIED")).containsExactly(Check.CLEARED);
    assertThat(log.open()).hasSize(1);
    assertThat(log.compare(List.of("ACCESS_DENIED"), _ -> false, _ -> true)).isEmpty();
  }

  @Test
  void anAlarmForNothingIsFound() throws Exception {
    told("opened", "1", "INTERNAL");
    told("resolved", "1", "INTERNAL");

    assertThat(compare()).containsExactly(Check.CALM);
    assertThat(log.compare(List.of(), _ -> true, _ -> false)).isEmpty();
  }
}
