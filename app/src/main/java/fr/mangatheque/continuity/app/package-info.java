/** The {@code continuity} command: the only place that wires the rest together. */
@NullMarked
package fr.mangatheque.continuity.app;

import org.jspecify.annotations.NullMarked;
