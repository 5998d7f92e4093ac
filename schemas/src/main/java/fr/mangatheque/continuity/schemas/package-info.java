/** The topics, what they carry and how it is written: the contract between all parts. */
@NullMarked
package fr.mangatheque.continuity.schemas;

import org.jspecify.annotations.NullMarked;
