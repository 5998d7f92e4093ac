package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.SecretOrigin;
import fr.mangatheque.continuity.producer.access.SecretText;
import fr.mangatheque.continuity.producer.access.TokenDigest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What secrets and names of those who hold them must be, among all that a process is given. */
final class CredentialRules {
  private final Values values;
  private final List<Fault> faults;
  private final Set<String> names = new HashSet<>();
  private final Set<String> secrets = new HashSet<>();

  CredentialRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  interface LineRule {
    /** What is wrong with a secret, without repeating it; null if nothing is. */
    @Nullable String wrong(String line);
  }

  /** A token, given as it is or with a name beside it. */
  void token(Key<Secret> plain, Key<Secret> value, String at) {
    secret(
        values.said().containsKey(plain.name(at)) ? plain : value,
        at,
        line ->
            TokenDigest.isToken(line)
                ? null
                : "is not 16 or more letters, digits and . _ ~ + / - with = at the end only");
  }

  void secret(Key<Secret> key, String at, LineRule rule) {
    if (!values.said().containsKey(key.name(at))) {
      fault(key, "is missing", at);
    }
    Optional<Secret> given = values.given(key, at);
    if (given.isEmpty()) {
      return;
    }
    try {
      for (String line : SecretText.lines(given.get().value())) {
        String wrong = rule.wrong(line);
        if (wrong != null) {
          fault(key, wrong, at);
        }
        if (!secrets.add(line)) {
          fault(key, "is the same as another: each who holds one has their own", at);
        }
      }
    } catch (IllegalArgumentException e) {
      fault(key, "is blank", at);
    }
  }

  /** Nobody else has the name. */
  void name(Key<String> key, String at) {
    values
        .given(key, at)
        .filter(name -> !names.add(name))
        .ifPresent(name -> fault(key, "is given to another token as well", at));
  }

  /** Where a secret comes from: its file, so that a new one is taken up, or the configuration. */
  static SecretOrigin origin(Values values, Key<Secret> key, String at) {
    Optional<Path> file = values.file(key, at);
    return file.isPresent()
        ? new SecretOrigin.InFile(file.get())
        : new SecretOrigin.Inline(values.get(key, at).value());
  }

  private void fault(Key<?> key, String message, String... names) {
    String name = key.name(names);
    faults.add(new Fault(values.place(name), name, message));
  }
}
