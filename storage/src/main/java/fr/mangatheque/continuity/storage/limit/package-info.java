/** How much is asked of an endpoint at a time, by all who use it in this process. */
@NullMarked
package fr.mangatheque.continuity.storage.limit;

import org.jspecify.annotations.NullMarked;
