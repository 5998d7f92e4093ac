<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Mangatheque\Continuity\Clock;

/**
 * The moment by which a flush is over.
 *
 * @internal
 */
final class Deadline
{
    private readonly float $at;

    public function __construct(private readonly Clock $clock, float $seconds)
    {
        $this->at = $clock->elapsed() + $seconds;
    }

    /** Seconds; never negative. */
    public function remaining(): float
    {
        return max(0.0, $this->at - $this->clock->elapsed());
    }
}
