package fr.mangatheque.continuity.storage.staging;

import fr.mangatheque.continuity.storage.Content;

/**
 * Content held in transit. Reading it after it was closed fails. Closing it, once or more often,
 * gives its room back; its owner does so when nobody reads it any more. Thread-safe.
 */
public sealed interface StagedContent extends Content, AutoCloseable
    permits MemoryContent, FileContent {
  @Override
  void close();
}
