/** What all tests run with. */
@NullMarked
package fr.mangatheque.continuity.testkit.junit;

import org.jspecify.annotations.NullMarked;
