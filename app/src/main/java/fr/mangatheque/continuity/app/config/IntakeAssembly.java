package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.producer.intake.IntakeToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts together how events come in. */
final class IntakeAssembly {
  private final Values values;

  IntakeAssembly(Values values) {
    this.values = values;
  }

  IntakeSettings settings() {
    return IntakeSettings.of(
        values.get(IntakeKeys.HOST), values.get(IntakeKeys.PORT_KEY), tokens());
  }

  LookupSettings lookup() {
    return new LookupSettings(
        values.find(LookupKeys.ADVERTISE).orElse(null),
        values.find(LookupKeys.LEDGER).orElse(null));
  }

  /** What is said of a bucket counts; of others, that they are the origin of some source. */
  KnownSources knownSources() {
    SortedSet<String> names = new TreeSet<>(Rules.sourceNames(values));
    SortedMap<String, SortedSet<String>> buckets = new TreeMap<>();
    for (String source : names) {
      buckets
          .computeIfAbsent(values.get(Keys.ORIGIN.bucket, source), _ -> new TreeSet<>())
          .add(source);
    }
    values
        .map(IntakeKeys.BUCKETS)
        .forEach((bucket, source) -> buckets.put(bucket, new TreeSet<>(Set.of(source))));
    return new KnownSources(names, buckets);
  }

  private List<IntakeToken> tokens() {
    List<IntakeToken> tokens = new ArrayList<>();
    for (String at : IntakeRules.tokenPlaces(values)) {
      String name = values.find(IntakeKeys.TOKEN_NAME, at).orElse("token-" + at);
      Secret token =
          values
              .given(IntakeKeys.TOKEN, at)
              .orElseGet(() -> values.get(IntakeKeys.TOKEN_VALUE, at));
      tokens.add(new IntakeToken(name, token.value()));
    }
    return tokens;
  }
}
