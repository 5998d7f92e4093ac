@NullMarked
package fr.mangatheque.continuity.app.command.moment;

import org.jspecify.annotations.NullMarked;
