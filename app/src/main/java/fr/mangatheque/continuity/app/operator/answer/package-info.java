/**
 * What operators are answered, as JSON has it: its names are for scripts, and none changes its
 * meaning.
 */
@NullMarked
package fr.mangatheque.continuity.app.operator.answer;

import org.jspecify.annotations.NullMarked;
