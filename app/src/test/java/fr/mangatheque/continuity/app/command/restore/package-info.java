@NullMarked
package fr.mangatheque.continuity.app.command.restore;

import org.jspecify.annotations.NullMarked;
