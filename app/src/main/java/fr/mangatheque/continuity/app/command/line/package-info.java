/** What all commands share: how they end, how they fail, which configuration they read. */
@NullMarked
package fr.mangatheque.continuity.app.command.line;

import org.jspecify.annotations.NullMarked;
