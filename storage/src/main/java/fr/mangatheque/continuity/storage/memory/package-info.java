/** An object store in memory, for models and tests; it passes the same contract as S3. */
@NullMarked
package fr.mangatheque.continuity.storage.memory;

import org.jspecify.annotations.NullMarked;
