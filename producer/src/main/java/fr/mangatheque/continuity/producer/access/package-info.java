/** Who may say what: tokens and signatures, checked, and read again when their files change. */
@NullMarked
package fr.mangatheque.continuity.producer.access;

import org.jspecify.annotations.NullMarked;
