/** Shows and fetches what a backup holds, from its bucket alone. */
@NullMarked
package fr.mangatheque.continuity.app.command.contents;

import org.jspecify.annotations.NullMarked;
