/** Content on its way from one store to another: hashed once, read as often as needed. */
@NullMarked
package fr.mangatheque.continuity.storage.staging;

import org.jspecify.annotations.NullMarked;
