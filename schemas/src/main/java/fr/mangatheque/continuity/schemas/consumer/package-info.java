/** How records are read outside of topologies: by members of a group that come back quickly. */
@NullMarked
package fr.mangatheque.continuity.schemas.consumer;

import org.jspecify.annotations.NullMarked;
