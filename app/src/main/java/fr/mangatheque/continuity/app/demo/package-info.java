/** The whole of it on one machine, with a story that checks itself. */
@NullMarked
package fr.mangatheque.continuity.app.demo;

import org.jspecify.annotations.NullMarked;
