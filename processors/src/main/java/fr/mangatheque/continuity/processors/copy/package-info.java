/**
 * The copy worker: it takes copy requests, looks at the object in its source, protects what it
 * finds in the backup, and tells what came of it. Slow work runs here, beside the topologies.
 */
@NullMarked
package fr.mangatheque.continuity.processors.copy;

import org.jspecify.annotations.NullMarked;
