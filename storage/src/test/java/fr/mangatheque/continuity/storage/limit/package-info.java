@NullMarked
package fr.mangatheque.continuity.storage.limit;

import org.jspecify.annotations.NullMarked;
