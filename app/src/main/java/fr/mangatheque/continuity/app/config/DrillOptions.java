package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How restores are rehearsed.
 *
 * @param target with credentials of its own; null if there are no drills
 * @param prefix what drills have for themselves in it; the source's name follows
 * @param sample objects of a drill that does not restore everything
 * @param recoveryTime what is promised; null if nothing is
 * @param recoveryPoint what is promised; null if nothing is
 */
public record DrillOptions(
    @Nullable S3Settings target,
    String prefix,
    int sample,
    @Nullable Duration recoveryTime,
    @Nullable Duration recoveryPoint) {}
