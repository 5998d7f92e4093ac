package fr.mangatheque.continuity.testkit.s3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request's query, decoded. */
final class Query {
  private static final Query EMPTY = new Query(List.of());

  private record Parameter(String name, String value) {}

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  static Query parse(String raw) {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    var parameters = new ArrayList<Parameter>();
    int start = 0;
    while (start <= raw.length()) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start) {
        int equals = raw.indexOf('=', start);
        boolean named = equals >= 0 && equals < end;
        parameters.add(
            new Parameter(
                UriText.decode(raw.substring(start, named ? equals : end), true),
                named ? UriText.decode(raw.substring(equals + 1, end), true) : ""));
      }
      start = end + 1;
    }
    return new Query(parameters);
  }

  @Nullable String get(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name.equals(name)) {
        return parameter.value;
      }
    }
    return null;
  }

  String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  boolean has(String name) {
    return get(name) != null;
  }

  /** The query as signature version 4 signs it, without the signature itself. */
  void canonical(StringBuilder to) {
    if (parameters.isEmpty()) {
      return;
    }
    var encoded = new ArrayList<Parameter>(parameters.size());
    for (Parameter parameter : parameters) {
      if (!parameter.name.equals("X-Amz-Signature")) {
        encoded.add(new Parameter(UriText.encode(parameter.name), UriText.encode(parameter.value)));
      }
    }
    Collections.sort(
        encoded, Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    char separator = 0;
    for (Parameter parameter : encoded) {
      if (separator != 0) {
        to.append(separator);
      }
      to.append(parameter.name).append('=').append(parameter.value);
      separator = '&';
    }
  }
}
