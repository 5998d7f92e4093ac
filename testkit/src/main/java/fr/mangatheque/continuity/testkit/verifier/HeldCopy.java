package fr.mangatheque.continuity.testkit.verifier;

/**
 * An entry and where in the bucket it stands.
 *
 * @param size as the listing tells it
 */
record HeldCopy(BackupEntry entry, String name, long size) {}
