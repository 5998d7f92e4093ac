package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ConfigFile;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.OperatorSettings;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.app.operator.answer.Sources;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that all operators' commands have, and what follows from them. */
final class Desk {
  static final String URL = "CONTINUITY_URL";
  static final String TOKEN = "CONTINUITY_OPERATOR_TOKEN";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ConfigFile file;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the pipeline listens to operators; without it CONTINUITY_URL, else operator.host"
              + " and operator.port of the configuration.")
  private @Nullable URI url;

  @Option(
      names = "--operator-token",
      paramLabel = "TOKEN",
      description =
          "An operator's token; without it CONTINUITY_OPERATOR_TOKEN, which the list of processes"
              + " does not show, else the first of operator.tokens of the configuration.")
  private @Nullable String token;

  @Option(
      names = {"-s", "--source"},
      paramLabel = "SOURCE",
      description = "The source it is about; needed only where there are several.")
  private @Nullable String source;

  @Option(names = "--json", description = "Answer as JSON, for scripts.")
  private boolean json;

  private @Nullable OperatorSettings settings;
  private @Nullable OperatorClient client;

  boolean json() {
    return json;
  }

  @Nullable String source() {
    return source;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints an answer as JSON. */
  void print(Object answer) {
    out().println(AnswerJson.pretty(answer));
    out().flush();
  }

  /** The pipeline, to be asked. */
  OperatorClient pipeline() throws ConfigurationException {
    OperatorClient known = client;
    if (known == null) {
      known = new OperatorClient(url(), token());
      client = known;
    }
    return known;
  }

  private URI url() throws ConfigurationException {
    if (url != null) {
      return valid(url);
    }
    String said = System.getenv(URL);
    if (said != null && !said.isEmpty()) {
      return valid(parse(said));
    }
    OperatorSettings configured = settings();
    if (configured.port() == 0) {
      throw new CommandFailure(
          ExitCode.CONFIGURATION,
          "operator.port is 0, a free port, in "
              + file.path()
              + ": the log of continuity run says which it took ('Operators can ask and order');"
              + " name it with --url");
    }
    return configured.local();
  }

  static URI parse(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "not a URL such as http://127.0.0.1:8090: " + text);
    }
  }

  static URI valid(URI address) {
    String scheme = String.valueOf(address.getScheme());
    if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new CommandFailure(
          ExitCode.USAGE, "not a URL such as http://127.0.0.1:8090: " + address);
    }
    String text = address.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
  }

  private String token() throws ConfigurationException {
    if (token != null) {
      return token;
    }
    String said = System.getenv(TOKEN);
    if (said != null && !said.isEmpty()) {
      return said;
    }
    return firstToken(settings())
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "there is no operator's token in "
                        + file.path()
                        + ": add operator.tokens there and start the pipeline again, or give"
                        + " --operator-token"));
  }

  /** The first token of the configuration, in a command's terms if it cannot be read. */
  static Optional<String> firstToken(OperatorSettings configured) {
    try {
      return configured.firstToken();
    } catch (UncheckedIOException e) {
      throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage() + ": " + e.getCause());
    }
  }

  private OperatorSettings settings() throws ConfigurationException {
    OperatorSettings read = settings;
    if (read == null) {
      read = file.load().configuration().operator();
      settings = read;
    }
    return read;
  }

  /** The source that is named, or else the only one there is. */
  String oneSource() throws ConfigurationException {
    if (source != null) {
      return source;
    }
    List<String> all = pipeline().get("/v1/sources", Map.of(), Sources.class).sources();
    if (all.size() != 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "name one source with --source; there are: " + String.join(", ", all));
    }
    return all.getFirst();
  }

  /** What to ask for, if a source is named only of that. */
  Map<String, String> about() {
    return source == null ? Map.of() : Map.of("source", source);
  }
}
