@NullMarked
package fr.mangatheque.continuity.storage;

import org.jspecify.annotations.NullMarked;
