/** Failures become incidents: one a cause, opened, updated, resolved. */
@NullMarked
package fr.mangatheque.continuity.notifier.incident;

import org.jspecify.annotations.NullMarked;
