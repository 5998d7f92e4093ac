/** What the command line offers. */
@NullMarked
package fr.mangatheque.continuity.app.command;

import org.jspecify.annotations.NullMarked;
