@NullMarked
package fr.mangatheque.continuity.storage.s3;

import org.jspecify.annotations.NullMarked;
