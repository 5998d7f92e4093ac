/** How answers are waited for that nobody announces. */
@NullMarked
package fr.mangatheque.continuity.app.polling;

import org.jspecify.annotations.NullMarked;
