/** The pictures the demo protects: painted, or taken from a folder. */
@NullMarked
package fr.mangatheque.continuity.app.demo.library;

import org.jspecify.annotations.NullMarked;
