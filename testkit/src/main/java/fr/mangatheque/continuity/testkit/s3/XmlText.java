package fr.mangatheque.continuity.testkit.s3;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the small XML that S3 answers. */
final class XmlText {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final StringBuilder text =
      new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  static XmlText root(String element) {
    var xml = new XmlText();
    xml.text.append('<').append(element).append(" xmlns=\"").append(NAMESPACE).append("\">");
    xml.open.push(element);
    return xml;
  }

  /** Errors are in no namespace. */
  static XmlText error() {
    var xml = new XmlText();
    return xml.open("Error");
  }

  XmlText open(String element) {
    text.append('<').append(element).append('>');
    open.push(element);
    return this;
  }

  XmlText close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  XmlText text(String value) {
    escape(value);
    return this;
  }

  XmlText element(String name, String value) {
    text.append('<').append(name).append('>');
    escape(value);
    text.append("</").append(name).append('>');
    return this;
  }

  XmlText element(String name, long value) {
    return element(name, Long.toString(value));
  }

  XmlText element(String name, boolean value) {
    return element(name, Boolean.toString(value));
  }

  /** Closes what is open and gives the whole. */
  String end() {
    while (!open.isEmpty()) {
      close();
    }
    return text.toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        default -> {
          if (c < ' ') {
            text.append("&#").append((int) c).append(';');
          } else {
            text.append(c);
          }
        }
      }
    }
  }
}
