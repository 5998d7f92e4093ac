/** How topologies run here: all alike, each started and stopped as one part of a process. */
@NullMarked
package fr.mangatheque.continuity.schemas.streams;

import org.jspecify.annotations.NullMarked;
