package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.producer.intake.ObjectPath;
import fr.mangatheque.continuity.schemas.ObjectId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * What an operator asks.
 *
 * @param by whose token is shown
 */
record Question(ServerRequest request, String by, SortedSet<String> sources) {
  private static final int LONGEST_REASON = 500;
  private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,5}");

  /** What follows {@code prefix} in the path, as it was sent. */
  String after(String prefix) {
    return request.prologue().uriPath().rawPath().substring(prefix.length());
  }

  Optional<String> parameter(String name) {
    if (!request.query().contains(name)) {
      return Optional.empty();
    }
    List<String> values = request.query().all(name);
    if (values.size() > 1) {
      throw Refused.wrong("'" + name + "' is given " + values.size() + " times.");
    }
    return Optional.of(values.getFirst());
  }

  boolean flag(String name) {
    return parameter(name)
        .map(
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                throw Refused.wrong("'" + name + "' is true or false.");
              }
              return text.equals("true");
            })
        .orElse(false);
  }

  int limit(int standard, int most) {
    String text = parameter("limit").orElse(String.valueOf(standard));
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Refused.wrong("'limit' is a number from 1 to " + most + ".");
    }
    throw Refused.wrong("'limit' is a number from 1 to " + most + ".");
  }

  /** How much of what is asked for is meant. */
  Optional<Long> amount() {
    return parameter("amount")
        .map(
            text -> {
              if (!AMOUNT.matcher(text).matches()) {
                throw Refused.wrong("'amount' is a number from 1 to 999999.");
              }
              return Long.valueOf(text);
            });
  }

  Optional<String> source() {
    return parameter("source").map(this::known);
  }

  /** {@code source}, if there is one of that name. */
  String known(String source) {
    if (!sources.contains(source)) {
      throw Refused.unknown(
          "There is no source '" + source + "'; the sources are: " + String.join(", ", sources));
    }
    return source;
  }

  ObjectId object(String prefix) {
    return switch (ObjectPath.parse(after(prefix))) {
      case ObjectPath.Unreadable(String why) -> throw Refused.wrong(why);
      case ObjectPath.Named(String source, String key) -> new ObjectId(known(source), key);
    };
  }

  /** Why, in the operator's words; may be empty. */
  String reason() {
    String reason = parameter("reason").orElse("");
    if (reason.length() > LONGEST_REASON) {
      throw Refused.wrong("A reason has at most " + LONGEST_REASON + " characters.");
    }
    return reason;
  }

  boolean posts() {
    return request.prologue().method().text().equals("POST");
  }

  /** What it is shown with, for other processes to see. */
  List<String> authorization() {
    return request.headers().all(HeaderNames.AUTHORIZATION, List::of);
  }
}
