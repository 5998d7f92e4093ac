@NullMarked
package fr.mangatheque.continuity.processors.restore;

import org.jspecify.annotations.NullMarked;
