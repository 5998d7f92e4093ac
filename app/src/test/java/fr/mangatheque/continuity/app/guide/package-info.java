/** What the documents tell people to type is typed here. */
@NullMarked
package fr.mangatheque.continuity.app.guide;

import org.jspecify.annotations.NullMarked;
