/** The backup bucket's format: names, order, grouping and what binds a prefix to its source. */
@NullMarked
package fr.mangatheque.continuity.storage.backup;

import org.jspecify.annotations.NullMarked;
