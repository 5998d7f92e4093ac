/** Hints come in here: the HTTP intake, its Java client and the ticker. */
@NullMarked
package fr.mangatheque.continuity.producer;

import org.jspecify.annotations.NullMarked;
