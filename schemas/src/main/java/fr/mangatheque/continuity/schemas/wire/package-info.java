/** How records are written: Avro, with or without a schema registry, each reading the other. */
@NullMarked
package fr.mangatheque.continuity.schemas.wire;

import org.jspecify.annotations.NullMarked;
