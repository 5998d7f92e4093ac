/** Benchmarks: ratios and counts, measured side by side in one run on one machine. */
@NullMarked
package fr.mangatheque.continuity.bench;

import org.jspecify.annotations.NullMarked;
