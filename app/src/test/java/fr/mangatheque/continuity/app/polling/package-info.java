@NullMarked
package fr.mangatheque.continuity.app.polling;

import org.jspecify.annotations.NullMarked;
