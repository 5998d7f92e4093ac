package fr.mangatheque.continuity.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.schemas.event.RequestReason;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a copy is requested, told beside the request: who has many can put them in order before it
 * reads them. What counts is in the request.
 */
public final class ReasonHeader {
  /** Name of the header; its value is that of a {@link RequestReason}. */
  public static final String NAME = "continuity-reason";

  private ReasonHeader() {}

  /** Adds it. */
  public static void write(RequestReason reason, Headers headers) {
    headers.add(NAME, reason.name().getBytes(UTF_8));
  }

  /** What is told; UNKNOWN if nothing is, or nothing that this version knows. */
  public static RequestReason read(Headers headers) {
    Header header = headers.lastHeader(NAME);
    return Arrays.stream(RequestReason.values())
        .filter(
            reason ->
                header != null && Arrays.equals(reason.name().getBytes(UTF_8), header.value()))
        .findFirst()
        .orElse(RequestReason.UNKNOWN);
  }
}
