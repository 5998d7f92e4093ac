/** What the documentation shows. */
@NullMarked
package fr.mangatheque.continuity.producer.sample;

import org.jspecify.annotations.NullMarked;
