/** Certificates of tests, made when they are needed. */
@NullMarked
package fr.mangatheque.continuity.testkit.tls;

import org.jspecify.annotations.NullMarked;
