package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.BackupLayout;

/**
 * Both buckets of a source, to be read within the limits of their endpoints.
 *
 * @param originName of the bucket that is protected
 * @param backupName of the bucket that protects it
 */
public record Buckets(
    ObjectReader origin,
    String originName,
    ObjectReader backup,
    String backupName,
    BackupLayout layout) {}
