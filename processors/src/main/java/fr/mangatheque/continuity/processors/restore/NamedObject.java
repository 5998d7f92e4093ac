package fr.mangatheque.continuity.processors.restore;

/**
 * An object a person should hear of.
 *
 * @param name its key; of a long key that the backup no longer tells, where its entries stand
 * @param detail why it is named: a whole clause for people to read; may be empty
 */
public record NamedObject(String name, long bytes, String detail) {}
