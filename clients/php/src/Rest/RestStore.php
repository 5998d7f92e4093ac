<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Rest;

/**
 * Remembers beyond a request since when an intake is left alone: under PHP-FPM each request has objects of
 * its own. What it throws is logged and else ignored.
 */
interface RestStore
{
    /** When the intake last failed anyone here, in seconds since 1970; null if it did not, lately. */
    public function begun(): ?float;

    /**
     * @param float $at in seconds since 1970
     */
    public function begin(float $at): void;
}
