/** Failures become incidents, and incidents become messages to people. */
@NullMarked
package fr.mangatheque.continuity.notifier;

import org.jspecify.annotations.NullMarked;
