package fr.mangatheque.continuity.app.config;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the values about the intake must be to each other. */
final class IntakeRules {
  /** What goes into an Authorization header, long enough not to be guessed. */
  private static final Pattern TOKEN = Pattern.compile("(?=.{16})[A-Za-z0-9._~+/-]+=*");

  private final Values values;
  private final List<Fault> faults;

  IntakeRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    Set<String> names = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    Collection<String> places = tokenPlaces(values);
    for (String at : places) {
      boolean plain = values.said().containsKey(IntakeKeys.TOKEN.name(at));
      Key<Secret> key = plain ? IntakeKeys.TOKEN : IntakeKeys.TOKEN_VALUE;
      if (!values.said().containsKey(key.name(at))) {
        fault(key, "is missing", at);
      }
      values.given(key, at).ifPresent(token -> token(key, token.value(), at, secrets));
      values
          .given(IntakeKeys.TOKEN_NAME, at)
          .filter(name -> !names.add(name))
          .ifPresent(name -> fault(IntakeKeys.TOKEN_NAME, "is given to another token as well", at));
    }
    buckets();
    Optional<String> host = values.find(IntakeKeys.HOST);
    if (places.isEmpty() && host.isPresent() && !loopback(host.get())) {
      fault(
          IntakeKeys.HOST,
          host.get()
              + " is not a loopback address: give intake.tokens, so that only those who hold"
              + " one can post");
    }
  }

  private void token(Key<Secret> key, String token, String at, Set<String> others) {
    if (!TOKEN.matcher(token).matches()) {
      fault(key, "is not 16 or more letters, digits and . _ ~ + / - with = at the end only", at);
    }
    if (!others.add(token)) {
      fault(key, "is the same as another: each who posts has one of their own", at);
    }
  }

  /** The places in the list of tokens, however each is written. */
  static Collection<String> tokenPlaces(Values values) {
    Set<Integer> places = new TreeSet<>();
    for (Key<?> key : List.of(IntakeKeys.TOKEN, IntakeKeys.TOKEN_VALUE, IntakeKeys.TOKEN_NAME)) {
      values.indexes(key).forEach(place -> places.add(Integer.valueOf(place)));
    }
    return places.stream().map(String::valueOf).toList();
  }

  /** By what is written, not by what a name server says today. */
  private static boolean loopback(String host) {
    try {
      return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void buckets() {
    Collection<String> sources = Rules.sourceNames(values);
    values.map(IntakeKeys.BUCKETS).entrySet().stream()
        .filter(bucket -> !sources.contains(bucket.getValue()))
        .forEach(
            bucket ->
                fault(
                    IntakeKeys.BUCKETS,
                    "there is no source " + bucket.getValue() + "; the sources are: " + sources,
                    bucket.getKey()));
  }

  private void fault(Key<?> key, String message, String... names) {
    String name = key.name(names);
    faults.add(new Fault(values.place(name), name, message));
  }
}
