@NullMarked
package fr.mangatheque.continuity.storage.backup;

import org.jspecify.annotations.NullMarked;
