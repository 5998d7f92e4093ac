package fr.mangatheque.continuity.testkit.s3;

import java.util.zip.Checksum;

/** CRC-64/NVME (NVM Express, NVM Command Set Specification, 64b CRC), reflected, table-driven. */
final class Crc64Nvme implements Checksum {
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final long[] TABLE = new long[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      }
      TABLE[i] = crc;
    }
  }

  private long crc = -1;

  @Override
  public void update(int b) {
    crc = TABLE[(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long running = crc;
    for (int i = offset; i < offset + length; i++) {
      running = TABLE[(int) (running ^ bytes[i]) & 0xff] ^ (running >>> 8);
    }
    crc = running;
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1;
  }
}
