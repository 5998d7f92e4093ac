/**
 * Where operators ask how things stand and say what is to be done: an HTTP API of its own. All it
 * answers is read from the parts that decide, in this process and the others; nothing is kept here.
 */
@NullMarked
package fr.mangatheque.continuity.app.operator;

import org.jspecify.annotations.NullMarked;
