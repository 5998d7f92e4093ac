package fr.mangatheque.continuity.testkit.verifier;

/** An object as a listing shows it. */
record Listed(String name, long size) {}
