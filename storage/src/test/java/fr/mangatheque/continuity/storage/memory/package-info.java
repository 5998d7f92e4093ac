@NullMarked
package fr.mangatheque.continuity.storage.memory;

import org.jspecify.annotations.NullMarked;
