package fr.mangatheque.continuity.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A value as written, and where.
 *
 * @param file that holds it, where only the file's name was written; else null
 */
record Said(String text, Place place, @Nullable Path file) {
  Said(String text, Place place) {
    this(text, place, null);
  }
}
