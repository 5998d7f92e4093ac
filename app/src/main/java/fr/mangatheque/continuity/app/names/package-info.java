/** How names of hosts are looked up. */
@NullMarked
package fr.mangatheque.continuity.app.names;

import org.jspecify.annotations.NullMarked;
