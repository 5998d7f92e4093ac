package fr.mangatheque.continuity.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A value as written, and where.
 *
 * @param file that held it; null if it was not kept in a file of its own
 */
record Said(String text, Place place, @Nullable Path file) {
  Said(String text, Place place) {
    this(text, place, null);
  }
}
