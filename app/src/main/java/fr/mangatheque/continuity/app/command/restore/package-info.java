/** The command that restores: what is asked, where to, what it would do and what it did, told. */
@NullMarked
package fr.mangatheque.continuity.app.command.restore;

import org.jspecify.annotations.NullMarked;
