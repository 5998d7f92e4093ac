<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/** The time, of the day and for measuring. */
interface Clock
{
    public function now(): \DateTimeImmutable;

    /** Seconds since some moment; never goes back. */
    public function elapsed(): float;

    public function pause(float $seconds): void;
}
