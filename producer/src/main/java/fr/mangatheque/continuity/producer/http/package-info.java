/** How a process answers over HTTP, whatever it is asked: who may ask, refusals, listening. */
@NullMarked
package fr.mangatheque.continuity.producer.http;

import org.jspecify.annotations.NullMarked;
