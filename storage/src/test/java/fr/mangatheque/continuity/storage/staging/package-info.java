@NullMarked
package fr.mangatheque.continuity.storage.staging;

import org.jspecify.annotations.NullMarked;
