/** The part of the demo that plays the application: it uploads and tells of it. */
@NullMarked
package fr.mangatheque.continuity.app.demo.site;

import org.jspecify.annotations.NullMarked;
