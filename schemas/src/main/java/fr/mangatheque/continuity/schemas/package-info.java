/** Avro contracts, topics declared once with their serdes, and the serde itself. */
@NullMarked
package fr.mangatheque.continuity.schemas;

import org.jspecify.annotations.NullMarked;
