/** What the demo shows. */
@NullMarked
package fr.mangatheque.continuity.app.demo.screen;

import org.jspecify.annotations.NullMarked;
