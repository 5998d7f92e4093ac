package fr.mangatheque.continuity.testkit.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the one shape that S3's requests have: a root, records under it, fields under these. */
final class XmlReader {
  private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

  static {
    FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /**
   * What a document holds: each record's fields by name, and the values beside the records.
   *
   * @param records in their order
   * @param values of elements directly under the root that have no fields
   */
  record Document(List<Map<String, String>> records, Map<String, String> values) {}

  private XmlReader() {}

  /** Throws MalformedXML unless the root and all its records have these names. */
  static Document read(byte[] bytes, String root, String record) {
    var records = new ArrayList<Map<String, String>>();
    var values = new LinkedHashMap<String, String>();
    try {
      XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
      xml.nextTag();
      if (!xml.getLocalName().equals(root)) {
        throw S3Error.of(ErrorCode.MALFORMED_XML);
      }
      while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
        String name = xml.getLocalName();
        if (name.equals(record)) {
          records.add(fields(xml));
        } else {
          values.put(name, xml.getElementText());
        }
      }
    } catch (XMLStreamException e) {
      throw S3Error.of(ErrorCode.MALFORMED_XML);
    }
    return new Document(records, values);
  }

  private static Map<String, String> fields(XMLStreamReader xml) throws XMLStreamException {
    var fields = new LinkedHashMap<String, String>();
    while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
      fields.put(xml.getLocalName(), xml.getElementText());
    }
    return fields;
  }
}
