package fr.mangatheque.continuity.producer.access;

import static fr.mangatheque.continuity.producer.access.Showing.BODY;
import static fr.mangatheque.continuity.producer.access.Showing.KEY;
import static fr.mangatheque.continuity.producer.access.Showing.NOW;
import static fr.mangatheque.continuity.producer.access.Showing.OTHER_KEY;
import static fr.mangatheque.continuity.producer.access.Showing.authorized;
import static fr.mangatheque.continuity.producer.access.Showing.check;
import static fr.mangatheque.continuity.producer.access.Showing.sender;
import static fr.mangatheque.continuity.producer.access.Showing.senders;
import static fr.mangatheque.continuity.producer.access.Showing.signed;
import static fr.mangatheque.continuity.producer.access.Showing.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.access.Caller.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in files, which are replaced while senders use them. */
class LiveSecretTest {
  @Test
  void aTokenIsReplacedWhileBothAreValidForATime(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it\n");
    try (Senders senders = senders(Credential.token("symfony", file))) {
      Files.writeString(file, "the-old-token-of-it\n\n  the-new-token-of-it \n");
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));
      assertThat(authorized(senders, "Bearer the-new-token-of-it")).isEqualTo(sender("symfony"));

      Files.writeString(file, "the-new-token-of-it\n");
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-old-token-of-it"))
          .isEqualTo(stranger(Reason.UNKNOWN_TOKEN));
      assertThat(authorized(senders, "Bearer the-new-token-of-it")).isEqualTo(sender("symfony"));
    }
  }

  @Test
  void aFileThatVanishesOrIsNoTokenLeavesTheLastGoodOne(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it");
    try (Senders senders = senders(Credential.token("symfony", file))) {
      for (String broken :
          List.of("", "\n \n", "not a token of any kind", "a".repeat(15), "a".repeat(100_000))) {
        Files.writeString(file, broken);
        senders.refresh();
        assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));
      }
      Files.delete(file);
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));

      Files.writeString(file, "the-new-token-of-it");
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-new-token-of-it")).isEqualTo(sender("symfony"));
    }
  }

  @Test
  void theTokenOfAnotherIsRefusedWhenAFileChangesAndAtTheStart(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it");
    Credential inFile = Credential.token("symfony", file);
    Credential other = Credential.token("importer", "another-long-token");
    try (Senders senders = senders(inFile, other)) {
      Files.writeString(file, "the-new-token-of-it\nanother-long-token\n");
      senders.refresh();
      assertThat(authorized(senders, "Bearer another-long-token")).isEqualTo(sender("importer"));
      assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));
      assertThat(authorized(senders, "Bearer the-new-token-of-it"))
          .isEqualTo(stranger(Reason.UNKNOWN_TOKEN));

      assertThatThrownBy(() -> senders(inFile, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'symfony'")
          .hasMessageNotContaining("long-token");
    }
  }

  @Test
  void aSigningKeyIsReplacedToo(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("key");
    Files.writeString(file, KEY);
    long at = NOW.getEpochSecond();
    Credential credential =
        new Credential(
            "render", Credential.Kind.WEBHOOK, new SecretOrigin.InFile(file), Rights.ALL);
    try (Senders senders = senders(credential)) {
      Files.writeString(file, OTHER_KEY);
      senders.refresh();

      String right = WebhookKey.of(OTHER_KEY).sign("msg_1", String.valueOf(at), BODY);
      assertThat(check(senders, signed("msg_1", at, right), BODY)).isEqualTo(sender("render"));
    }
  }
}
