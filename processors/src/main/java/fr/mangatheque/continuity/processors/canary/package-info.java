/**
 * The canary: proves the whole way, from an object in the source to the same bytes read back from
 * the backup, and only then gives a sign of life. The only part that ever writes to a source, and
 * only with credentials given for it.
 */
@NullMarked
package fr.mangatheque.continuity.processors.canary;

import org.jspecify.annotations.NullMarked;
