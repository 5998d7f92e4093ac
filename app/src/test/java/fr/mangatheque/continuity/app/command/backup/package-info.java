@NullMarked
package fr.mangatheque.continuity.app.command.backup;

import org.jspecify.annotations.NullMarked;
