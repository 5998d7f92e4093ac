/** Object stores, what an endpoint can do, staged content and the layout of the backup. */
@NullMarked
package fr.mangatheque.continuity.storage;

import org.jspecify.annotations.NullMarked;
