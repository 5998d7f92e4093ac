/**
 * The CDN: a sample of objects is fetched as readers of the site get them, and compared with the
 * source; what differs is told apart as the CDN's fault, the origin's, or a cache that is stale.
 */
@NullMarked
package fr.mangatheque.continuity.processors.cdn;

import org.jspecify.annotations.NullMarked;
