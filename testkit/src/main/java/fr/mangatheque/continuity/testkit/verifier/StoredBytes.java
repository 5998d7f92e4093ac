package fr.mangatheque.continuity.testkit.verifier;

import java.util.Map;

/**
 * What a GET gave, its bytes hashed as they came.
 *
 * @param sha256 lower-case hexadecimal
 * @param headers what S3 keeps with an object, names in lower case
 */
record StoredBytes(String sha256, long size, Map<String, String> headers) {}
