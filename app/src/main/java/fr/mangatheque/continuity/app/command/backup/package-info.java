/** Opens a backup for commands that read it: from a configuration, or on a bare machine. */
@NullMarked
package fr.mangatheque.continuity.app.command.backup;

import org.jspecify.annotations.NullMarked;
