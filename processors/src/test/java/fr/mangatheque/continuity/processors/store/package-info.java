/** What tests of several features put before a store. */
@NullMarked
package fr.mangatheque.continuity.processors.store;

import org.jspecify.annotations.NullMarked;
