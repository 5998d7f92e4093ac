@NullMarked
package fr.mangatheque.continuity.app.broker;

import org.jspecify.annotations.NullMarked;
