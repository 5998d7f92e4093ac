/** Topologies and workers, a package a feature. */
@NullMarked
package fr.mangatheque.continuity.processors;

import org.jspecify.annotations.NullMarked;
