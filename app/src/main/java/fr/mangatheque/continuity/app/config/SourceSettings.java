package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.Caps;
import fr.mangatheque.continuity.storage.s3.S3Settings;

/**
 * What is protected, and where.
 *
 * @param origin read only
 * @param originCaps what is said with it of its endpoint, which others may share
 * @param backup added to only
 * @param backupCaps as those of the origin
 * @param layout of the backup, below its prefix
 */
public record SourceSettings(
    S3Settings origin, Caps originCaps, S3Settings backup, Caps backupCaps, BackupLayout layout) {}
