@NullMarked
package fr.mangatheque.continuity.app.launch;

import org.jspecify.annotations.NullMarked;
