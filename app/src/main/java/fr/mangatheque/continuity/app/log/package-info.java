/** How the log looks on a console. */
@NullMarked
package fr.mangatheque.continuity.app.log;

import org.jspecify.annotations.NullMarked;
