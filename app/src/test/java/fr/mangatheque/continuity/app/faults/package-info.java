/**
 * The pipeline under faults: a seed gives a workload and what goes wrong meanwhile, the real thing
 * is run under it in processes of its own, and at the end somebody who knows nothing of it compares
 * the two buckets.
 */
@NullMarked
package fr.mangatheque.continuity.app.faults;

import org.jspecify.annotations.NullMarked;
