/**
 * The configuration: read from a file and the environment, checked as a whole, handed on as a tree
 * of records.
 */
@NullMarked
package fr.mangatheque.continuity.app.config;

import org.jspecify.annotations.NullMarked;
