/**
 * An S3 server over real sockets for tests and benchmarks: exact about bytes, keys, conditions,
 * checksums and signatures, and able to misbehave on demand. {@link
 * fr.mangatheque.continuity.testkit.s3.S3Server} is the way in.
 */
@NullMarked
package fr.mangatheque.continuity.testkit.s3;

import org.jspecify.annotations.NullMarked;
