package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** An answer in the making: its status, headers and the part of the content it carries. */
final class Response {
  private final int status;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private Content content = Content.EMPTY;
  private long offset;
  private long length;
  private String error = "";

  private Response(int status) {
    this.status = status;
  }

  static Response of(int status) {
    return new Response(status);
  }

  static Response xml(int status, String xml) {
    byte[] bytes = xml.getBytes(UTF_8);
    return new Response(status)
        .header("Content-Type", "application/xml")
        .body(Content.of(bytes), 0, bytes.length);
  }

  Response header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Response headers(Map<String, String> others) {
    headers.putAll(others);
    return this;
  }

  Response body(Content content, long offset, long length) {
    this.content = content;
    this.offset = offset;
    this.length = length;
    return this;
  }

  Response error(String code) {
    error = code;
    return this;
  }

  /** S3's error code; empty on success. */
  String error() {
    return error;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  Content content() {
    return content;
  }

  long offset() {
    return offset;
  }

  long length() {
    return length;
  }

  /** Whether HTTP lets an answer of this status have a body and a length at all. */
  boolean mayHaveBody() {
    return status >= 200 && status != 204 && status != 304;
  }

  String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 503 -> "Slow Down";
      default -> "Status " + status;
    };
  }
}
