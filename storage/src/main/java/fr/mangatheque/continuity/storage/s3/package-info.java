/** Object stores that speak S3, through the AWS SDK, whose types stay in here. */
@NullMarked
package fr.mangatheque.continuity.storage.s3;

import org.jspecify.annotations.NullMarked;
