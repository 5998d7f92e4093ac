@NullMarked
package fr.mangatheque.continuity.testkit.s3;

import org.jspecify.annotations.NullMarked;
