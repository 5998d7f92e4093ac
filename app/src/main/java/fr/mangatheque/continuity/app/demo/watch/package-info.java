/** What looks at the demo from outside: it knows two buckets, a public format and a webhook. */
@NullMarked
package fr.mangatheque.continuity.app.demo.watch;

import org.jspecify.annotations.NullMarked;
