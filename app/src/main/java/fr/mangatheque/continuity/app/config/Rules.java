package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What values must be to each other. */
final class Rules {
  /** What goes into an Authorization header, long enough not to be guessed. */
  private static final Pattern TOKEN = Pattern.compile("(?=.{16})[A-Za-z0-9._~+/-]+=*");

  private static final DataSize LEAST_MEMORY = DataSize.parse("1MiB");

  private final Values values;
  private final List<Fault> faults;

  Rules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    kafka();
    sources();
    intake();
    copy();
    positive(Keys.WINDOW);
    positive(NotifierKeys.AFTER);
  }

  private void kafka() {
    boolean embedded = values.find(Keys.BOOTSTRAP).isEmpty();
    if (embedded && values.find(Keys.REPLICATION).orElse(1) != 1) {
      fault(Keys.REPLICATION, "an embedded broker keeps one replica; name a cluster for more");
    }
    if (!embedded && values.find(Keys.EMBEDDED_PORT).orElse(0) != 0) {
      fault(Keys.EMBEDDED_PORT, "there is no embedded broker where bootstrap-servers is given");
    }
    if (embedded && !values.map(Keys.KAFKA_PROPERTIES).isEmpty()) {
      String name = values.map(Keys.KAFKA_PROPERTIES).keySet().iterator().next();
      fault(Keys.KAFKA_PROPERTIES, "needs bootstrap-servers: it is for clusters", name);
    }
    for (String name : values.map(Keys.KAFKA_PROPERTIES).keySet()) {
      ReservedProperties.reason(name)
          .ifPresent(
              reason -> fault(Keys.KAFKA_PROPERTIES, "is not to be changed: " + reason, name));
    }
    if (values.given(Keys.REGISTRY_URL).isEmpty()
        && !values.map(Keys.REGISTRY_PROPERTIES).isEmpty()) {
      String name = values.map(Keys.REGISTRY_PROPERTIES).keySet().iterator().next();
      fault(Keys.REGISTRY_PROPERTIES, "needs schema-registry.url", name);
    }
  }

  private void sources() {
    List<String> names = List.copyOf(sourceNames(values));
    if (names.isEmpty()) {
      faults.add(new Fault(values.place("sources"), "sources", "names no source to protect"));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!ObjectId.isSourceName(name)) {
        String key = "sources." + name;
        faults.add(
            new Fault(values.place(key), key, "a source's name has 1 to 63 of a-z, 0-9 and -"));
      }
      Optional<Location> backup = location(Keys.BACKUP, name);
      if (backup.isPresent() && backup.equals(location(Keys.ORIGIN, name))) {
        fault(Keys.BACKUP.bucket, "is the origin's bucket: a backup beside it is none", name);
      }
      for (String other : names.subList(0, i)) {
        if (backup.isPresent() && backup.equals(location(Keys.BACKUP, other))) {
          overlap(name, other);
        }
      }
    }
  }

  static Collection<String> sourceNames(Values values) {
    return values.names("sources");
  }

  private void overlap(String name, String other) {
    String mine = values.find(Keys.PREFIX, name).orElse("");
    String theirs = values.find(Keys.PREFIX, other).orElse("");
    if (mine.startsWith(theirs) || theirs.startsWith(mine)) {
      fault(
          Keys.PREFIX,
          "lies in the same place as that of " + other + "; give each a prefix of its own",
          name);
    }
  }

  private record Location(String scheme, String host, int port, String bucket) {}

  private Optional<Location> location(Keys.Bucket side, String source) {
    Optional<URI> endpoint = values.find(side.endpoint, source);
    Optional<String> bucket = values.find(side.bucket, source);
    return endpoint.flatMap(url -> bucket.map(name -> location(url, name)));
  }

  private static Location location(URI url, String bucket) {
    int standard = url.getScheme().equals("https") ? 443 : 80;
    int port = url.getPort() < 0 ? standard : url.getPort();
    return new Location(url.getScheme(), url.getHost().toLowerCase(Locale.ROOT), port, bucket);
  }

  private void intake() {
    Set<String> names = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    Collection<String> places = tokenPlaces(values);
    for (String at : places) {
      boolean plain = values.said().containsKey(Keys.TOKEN.name(at));
      Key<Secret> key = plain ? Keys.TOKEN : Keys.TOKEN_VALUE;
      if (!values.said().containsKey(key.name(at))) {
        fault(key, "is missing", at);
      }
      values.given(key, at).ifPresent(token -> token(key, token.value(), at, secrets));
      values
          .given(Keys.TOKEN_NAME, at)
          .filter(name -> !names.add(name))
          .ifPresent(name -> fault(Keys.TOKEN_NAME, "is given to another token as well", at));
    }
    Optional<String> host = values.find(Keys.HOST);
    if (places.isEmpty() && host.isPresent() && !loopback(host.get())) {
      fault(
          Keys.HOST,
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
    for (Key<?> key : List.of(Keys.TOKEN, Keys.TOKEN_VALUE, Keys.TOKEN_NAME)) {
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

  private void copy() {
    Optional<DataSize> budget = values.find(Keys.MEMORY_BUDGET);
    Optional<DataSize> inMemory = values.find(Keys.IN_MEMORY_UP_TO);
    if (budget.isPresent() && inMemory.isPresent() && inMemory.get().compareTo(budget.get()) > 0) {
      fault(Keys.IN_MEMORY_UP_TO, "is more than copy.memory-budget, " + budget.get());
    }
    if (budget.isPresent() && budget.get().compareTo(LEAST_MEMORY) < 0) {
      fault(Keys.MEMORY_BUDGET, "is less than " + LEAST_MEMORY);
    }
    if (values.find(Keys.DISK_BUDGET).filter(size -> size.bytes() == 0).isPresent()) {
      fault(Keys.DISK_BUDGET, "is nothing: large objects could not be copied");
    }
  }

  private void positive(Key<Duration> key) {
    if (values.find(key).filter(Duration::isZero).isPresent()) {
      fault(key, "is nothing");
    }
  }

  private void fault(Key<?> key, String message, String... names) {
    String name = key.name(names);
    faults.add(new Fault(values.place(name), name, message));
  }
}
