package fr.mangatheque.continuity.notifier.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Names incidents: the same cause opened at the same time has the same name, wherever decided. */
final class IncidentId {
  private static final int BYTES = 8;

  private IncidentId() {}

  static String of(String causeKey, Instant openedAt) {
    byte[] text = (openedAt.toEpochMilli() + " " + causeKey).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
