/** The acts of the demo: what is done, what was expected, what was seen. */
@NullMarked
package fr.mangatheque.continuity.app.demo.story;

import org.jspecify.annotations.NullMarked;
