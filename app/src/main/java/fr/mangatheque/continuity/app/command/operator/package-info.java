/** Operators' commands: they ask a running pipeline over HTTP, and know nothing by themselves. */
@NullMarked
package fr.mangatheque.continuity.app.command.operator;

import org.jspecify.annotations.NullMarked;
