/** The client for applications on the JVM: tells of uploads, and never gets in their way. */
@NullMarked
package fr.mangatheque.continuity.producer.client;

import org.jspecify.annotations.NullMarked;
