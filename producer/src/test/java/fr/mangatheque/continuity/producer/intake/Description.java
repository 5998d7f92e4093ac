package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an OpenAPI description says, and whether an answer is as it says. */
final class Description {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode root;

  /** {@code method path status} of every answer that was looked at. */
  private final Set<String> seen = new TreeSet<>();

  Description(String text) {
    this.root = parse(text);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    root.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  boolean has(String method, String path) {
    return root.path("paths").path(path).has(method.toLowerCase());
  }

  /** {@code method path status} of every answer that is described by its status. */
  Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            method
                                .getValue()
                                .path("responses")
                                .fieldNames()
                                .forEachRemaining(
                                    status ->
                                        answers.add(
                                            method.getKey()
                                                + " "
                                                + path.getKey()
                                                + " "
                                                + status))));
    answers.removeIf(answer -> answer.endsWith(" default"));
    return answers;
  }

  Set<String> seen() {
    return seen;
  }

  /** Fails unless {@code response} is as described for its status. */
  void check(String path, HttpResponse<String> response) {
    String method = response.request().method().toLowerCase();
    String status = String.valueOf(response.statusCode());
    JsonNode answers = root.path("paths").path(path).path(method).path("responses");
    assertThat(answers.has(status)).as("%s %s answers %s", method, path, status).isTrue();
    seen.add(method + " " + path + " " + status);
    JsonNode answer = answers.path(status);
    checkHeaders(answer, response);
    JsonNode content = answer.path("content");
    if (content.isMissingNode()) {
      assertThat(response.body()).isEmpty();
      return;
    }
    String type =
        response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
    assertThat(content.has(type)).as("%s %s answers with %s", method, path, type).isTrue();
    if (type.endsWith("json")) {
      assertThat(faults(content.path(type).path("schema"), parse(response.body()))).isEmpty();
    }
  }

  private void checkHeaders(JsonNode answer, HttpResponse<String> response) {
    answer
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String value = response.headers().firstValue(header.getKey()).orElse(null);
              assertThat(value).as(header.getKey()).isNotNull();
              JsonNode schema = resolved(header.getValue()).path("schema");
              boolean number = schema.path("type").asText().equals("integer");
              assertThat(faults(schema, number ? parse(value) : JSON.valueToTree(value))).isEmpty();
            });
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** A schema's references lead into the description, so its components go along. */
  private List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", root.path("components"));
    List<String> faults = new ArrayList<>();
    SCHEMAS.getSchema(whole).validate(value).forEach(fault -> faults.add(fault.getMessage()));
    return faults;
  }

  /** Whether a body that is sent is as described. */
  List<String> faultsOfEvents(String body) {
    JsonNode schema =
        root.at("/paths/~1v1~1events/post/requestBody/content/application~1json/schema");
    return faults(schema, parse(body));
  }
}
