package fr.mangatheque.continuity.schemas.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * A binary decoder that believes no length greater than the record itself: a forged one would have
 * Avro ask for gigabytes, and the error that follows takes the whole process along.
 */
final class BoundedDecoder extends Decoder {
  private final BinaryDecoder in;
  private final int size;

  BoundedDecoder(byte[] bytes, int from) {
    this.size = bytes.length - from;
    this.in = DecoderFactory.get().binaryDecoder(bytes, from, size, null);
  }

  boolean atEnd() throws IOException {
    return in.isEnd();
  }

  private long bounded(long count) throws EOFException {
    if (count < 0 || count > size) {
      throw new EOFException("it tells a length of " + count + " in " + size + " bytes");
    }
    return count;
  }

  private byte[] readCounted() throws IOException {
    byte[] bytes = new byte[(int) bounded(in.readLong())];
    in.readFixed(bytes);
    return bytes;
  }

  @Override
  public String readString() throws IOException {
    return new String(readCounted(), StandardCharsets.UTF_8);
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readCounted());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(readCounted());
  }

  @Override
  public long readArrayStart() throws IOException {
    return bounded(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return bounded(in.arrayNext());
  }

  @Override
  public long readMapStart() throws IOException {
    return bounded(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return bounded(in.mapNext());
  }

  @Override
  public long skipArray() throws IOException {
    return bounded(in.skipArray());
  }

  @Override
  public long skipMap() throws IOException {
    return bounded(in.skipMap());
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
