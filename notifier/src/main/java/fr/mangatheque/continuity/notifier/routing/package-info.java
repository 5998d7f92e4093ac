/** Which channels hear of which incident. */
@NullMarked
package fr.mangatheque.continuity.notifier.routing;

import org.jspecify.annotations.NullMarked;
