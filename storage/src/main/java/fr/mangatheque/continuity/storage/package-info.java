/** Object stores as contracts: what is read, written and listed, and how it fails. */
@NullMarked
package fr.mangatheque.continuity.storage;

import org.jspecify.annotations.NullMarked;
