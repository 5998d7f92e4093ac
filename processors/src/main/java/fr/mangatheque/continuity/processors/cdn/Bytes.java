package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.storage.Sha256;

/** Content, by its length and hash. */
record Bytes(long size, Sha256 sha256) {
  @Override
  public String toString() {
    return size + " bytes with SHA-256 " + sha256;
  }
}
