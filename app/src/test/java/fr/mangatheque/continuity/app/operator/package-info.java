@NullMarked
package fr.mangatheque.continuity.app.operator;

import org.jspecify.annotations.NullMarked;
