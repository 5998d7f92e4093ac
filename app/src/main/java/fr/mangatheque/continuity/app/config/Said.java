package fr.mangatheque.continuity.app.config;

/** A value as written, and where. */
record Said(String text, Place place) {}
