package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.s3.S3Settings;

/**
 * What is protected, and where.
 *
 * @param origin read only
 * @param backup added to only
 * @param layout of the backup, below its prefix
 */
public record SourceSettings(S3Settings origin, S3Settings backup, BackupLayout layout) {}
