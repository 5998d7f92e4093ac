<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Mangatheque\Continuity\UploadEvent;

/**
 * What became of the events of one flush.
 *
 * @internal
 */
final class Report
{
    public int $sent = 0;
    public int $dropped = 0;

    /** Whether it is better to leave the intake alone for a while. */
    public bool $failed = false;

    /** Whether that is so for everyone: not where it only refuses this client, its token say. */
    public bool $down = false;

    /** @var list<UploadEvent> for the next flush */
    public array $kept = [];
}
