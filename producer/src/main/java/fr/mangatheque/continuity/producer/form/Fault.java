package fr.mangatheque.continuity.producer.form;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an event, told to its sender.
 *
 * @param index of the event in the request, from 0; null if the request as a whole is meant
 * @param pointer JSON Pointer (RFC 6901) to the field within the event; empty for the whole
 * @param detail what is wrong and what would be right
 */
public record Fault(@Nullable Integer index, String pointer, String detail) {
  public static Fault ofRequest(String detail) {
    return new Fault(null, "", detail);
  }
}
