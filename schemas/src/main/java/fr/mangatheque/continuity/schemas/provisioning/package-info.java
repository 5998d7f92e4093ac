/** The topics as they stand in Kafka: created where missing, taken as they are where not. */
@NullMarked
package fr.mangatheque.continuity.schemas.provisioning;

import org.jspecify.annotations.NullMarked;
