package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.processors.restore.Scope;
import fr.mangatheque.continuity.storage.ObjectKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to restore: one of them. */
final class What {
  @Option(names = "--key", paramLabel = "KEY", description = "One object.")
  private @Nullable String key;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "All objects whose keys start so.")
  private @Nullable String prefix;

  @Option(names = "--all", description = "Everything.")
  private boolean all;

  Scope scope() {
    try {
      if (key != null) {
        return new Scope.OneKey(new ObjectKey(key));
      }
      if (prefix != null) {
        return new Scope.Prefix(prefix);
      }
      if (all) {
        return new Scope.All();
      }
      throw new CommandFailure(ExitCode.USAGE, "what is to be restored? --key, --prefix or --all");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /** A scope in words. */
  static String told(Scope scope) {
    return switch (scope) {
      case Scope.All _ -> "everything";
      case Scope.Prefix(String prefix) -> "keys that start with " + Told.key(prefix);
      case Scope.OneKey(ObjectKey key) -> Told.key(key.value());
      case Scope.Sample sample -> "a sample of " + Told.count(sample.objects(), "object");
    };
  }
}
