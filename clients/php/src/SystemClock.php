<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

final class SystemClock implements Clock
{
    public function now(): \DateTimeImmutable
    {
        return new \DateTimeImmutable('now', new \DateTimeZone('UTC'));
    }

    public function elapsed(): float
    {
        return hrtime(true) / 1e9;
    }

    public function pause(float $seconds): void
    {
        usleep((int) round($seconds * 1e6));
    }
}
