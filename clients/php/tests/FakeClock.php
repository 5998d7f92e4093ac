<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Clock;

/** Goes only when it is told to, or paused. */
final class FakeClock implements Clock
{
    public float $elapsed = 100.0;

    /** @var list<float> */
    public array $pauses = [];

    public function now(): \DateTimeImmutable
    {
        return new \DateTimeImmutable('2026-05-24T21:36:44.379+02:00');
    }

    public function elapsed(): float
    {
        return $this->elapsed;
    }

    public function pause(float $seconds): void
    {
        $this->pauses[] = $seconds;
        $this->elapsed += $seconds;
    }
}
