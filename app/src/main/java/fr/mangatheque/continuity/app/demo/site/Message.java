package fr.mangatheque.continuity.app.demo.site;

import java.util.Map;

/**
 * A request's content, as a sender posts it.
 *
 * @param headers beside Content-Type
 */
public record Message(String contentType, Map<String, String> headers, byte[] body) {}
