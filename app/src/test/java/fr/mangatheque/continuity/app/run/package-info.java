@NullMarked
package fr.mangatheque.continuity.app.run;

import org.jspecify.annotations.NullMarked;
