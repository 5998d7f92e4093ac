/** What becomes of records that nobody can read: kept, told, and passed over. */
@NullMarked
package fr.mangatheque.continuity.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
