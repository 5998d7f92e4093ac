/** One process: what runs in it, in which order it starts and ends. */
@NullMarked
package fr.mangatheque.continuity.app.run;

import org.jspecify.annotations.NullMarked;
