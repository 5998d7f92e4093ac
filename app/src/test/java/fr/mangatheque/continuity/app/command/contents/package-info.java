@NullMarked
package fr.mangatheque.continuity.app.command.contents;

import org.jspecify.annotations.NullMarked;
