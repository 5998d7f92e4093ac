<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Clock;

/** Goes only when it is told to, or paused. */
final class FakeClock implements Clock
{
    private const START = 100.0;

    public float $elapsed = self::START;

    /** Seconds by which the time of the day was put forward. */
    public float $putForward = 0.0;

    /** @var list<float> */
    public array $pauses = [];

    public function now(): \DateTimeImmutable
    {
        $since = (int) round(($this->elapsed - self::START + $this->putForward) * 1e6);

        return (new \DateTimeImmutable('2026-05-24T21:36:44.379+02:00'))->modify("$since microseconds");
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
