/** The forms in which applications and stores write events, read into hints. */
@NullMarked
package fr.mangatheque.continuity.producer.form;

import org.jspecify.annotations.NullMarked;
