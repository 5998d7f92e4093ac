package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;

/**
 * What was ordered, and Kafka keeps.
 *
 * @param what retry, pause, resume, run, approve or reject
 * @param subject an object, a source, the run of a job or a case of the guard
 * @param count objects that it is about; 1 where it is about one thing
 */
public record Ordered(String what, String subject, long count, String by, Instant at) {}
