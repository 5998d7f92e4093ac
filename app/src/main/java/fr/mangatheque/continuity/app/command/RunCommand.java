package fr.mangatheque.continuity.app.command;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ConfigFile;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.run.Ending;
import fr.mangatheque.continuity.app.run.Pipeline;
import fr.mangatheque.continuity.app.run.Role;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs the pipeline until it is asked to end. */
@Command(
    name = "run",
    description = {
      "Runs the pipeline until Ctrl-C or SIGTERM, which end it within seconds and lose nothing. A"
          + " second one ends it at once, which loses nothing either."
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ConfigFile file;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      converter = RoleNames.class,
      description = {
        "What this process does: intake, ticker, processors or notifier; give it several times for"
            + " several."
            + " Without it, all. Some without others needs a Kafka cluster."
            + " Every process listens on intake.port for /health and /metrics; /v1/events is only"
            + " where intake is."
      })
  private List<Role> chosen = List.of();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = file.load().configuration();
    Set<Role> roles = chosen.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(chosen);
    if (configuration.kafka().embedded() && roles.size() < Role.values().length) {
      throw new CommandFailure(
          ExitCode.CONFIGURATION,
          "with the embedded broker one process does all: leave --role out, or name a cluster in"
              + " kafka.bootstrap-servers");
    }
    Ending ending = Ending.onSignals();
    log.atInfo()
        .addKeyValue("version", Version.version())
        .addKeyValue("roles", RoleNames.text(roles))
        .addKeyValue("sources", configuration.sources().keySet())
        .log("Continuity starts");
    try (Pipeline pipeline = Pipeline.start(configuration, roles, InstantSource.system())) {
      log.atInfo()
          .addKeyValue("kafka", pipeline.bootstrapServers())
          .addKeyValue("data", configuration.dataDir())
          .log("Continuity runs; Ctrl-C ends it");
      ending.await();
    }
    log.atInfo().log("Continuity has ended");
    return ExitCode.OK;
  }

  /** Roles as people write them. */
  static final class RoleNames implements ITypeConverter<Role> {
    @Override
    public Role convert(String text) {
      return Arrays.stream(Role.values())
          .filter(role -> name(role).equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "no role " + text + "; there are " + text(EnumSet.allOf(Role.class))));
    }

    static List<String> text(Set<Role> roles) {
      return roles.stream().map(RoleNames::name).toList();
    }

    private static String name(Role role) {
      return role.name().toLowerCase(Locale.ROOT);
    }
  }
}
