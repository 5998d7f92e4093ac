package fr.mangatheque.continuity.producer.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.producer.form.Words;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a message's body holds, once what the API did to it is undone. */
sealed interface MessageBody {
  record Readable(byte[] bytes) implements MessageBody {}

  record Unreadable(String why) implements MessageBody {}

  /**
   * Bodies of type json and bytes come in base64, those of type text as they are. Some of type json
   * were seen to come as they are, too: what begins with a brace is no base64.
   */
  static MessageBody of(QueueMessage message) {
    String type = type(message.contentType());
    return switch (type) {
      case "text" -> new Readable(message.body().getBytes(UTF_8));
      case "json", "" -> isJson(message.body()) ? plain(message) : base64(message.body());
      case "bytes" -> base64(message.body());
      default ->
          new Unreadable(
              "its content type is "
                  + Words.quote(type)
                  + ", which only Workers can read; json, bytes and text can be read here");
    };
  }

  private static String type(@Nullable String said) {
    return said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(String body) {
    return body.stripLeading().startsWith("{");
  }

  private static MessageBody plain(QueueMessage message) {
    return new Readable(message.body().getBytes(UTF_8));
  }

  private static MessageBody base64(String body) {
    try {
      return new Readable(Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException e) {
      return new Unreadable("its body is not base64: " + e.getMessage());
    }
  }
}
