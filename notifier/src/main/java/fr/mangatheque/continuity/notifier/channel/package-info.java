/** How a notification reaches a person: log, webhook, e-mail. */
@NullMarked
package fr.mangatheque.continuity.notifier.channel;

import org.jspecify.annotations.NullMarked;
