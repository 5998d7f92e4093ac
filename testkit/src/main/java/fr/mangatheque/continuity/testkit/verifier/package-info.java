/**
 * Whether a backup holds what it should, told by somebody who knows only the two buckets, a journal
 * of what was uploaded, and docs/FORMAT.md. Nothing that ships is used: its own S3 client, its own
 * reading of names, its own order.
 */
@NullMarked
package fr.mangatheque.continuity.testkit.verifier;

import org.jspecify.annotations.NullMarked;
