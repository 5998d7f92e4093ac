@NullMarked
package fr.mangatheque.continuity.testkit.verifier;

import org.jspecify.annotations.NullMarked;
