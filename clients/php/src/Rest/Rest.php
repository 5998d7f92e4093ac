<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Rest;

use Mangatheque\Continuity\Clock;
use Mangatheque\Continuity\Delivery\QuietLog;
use Mangatheque\Continuity\Delivery\Words;
use Mangatheque\Continuity\Settings;
use Psr\Log\LogLevel;

/**
 * The time for which an intake that failed is left alone: here, and where the store is read. Never throws;
 * without the store, which is only logged, each process finds out for itself.
 *
 * @internal
 */
final class Rest
{
    /** By the clock that never goes back, so that here nothing can prolong it. */
    private float $until = -INF;

    /** When it was begun here last, in seconds since 1970. */
    private float $own = -INF;

    /** Of which failure elsewhere the log has word. */
    private ?float $told = null;

    public function __construct(
        private readonly Settings $settings,
        private readonly RestStore $store,
        private readonly QuietLog $log,
        private readonly Clock $clock,
    ) {
    }

    /**
     * @param int $waiting events
     */
    public function isOn(int $waiting): bool
    {
        if ($this->settings->rest <= 0.0) {
            return false;
        }
        if ($this->clock->elapsed() < $this->until) {
            return true;
        }
        $begun = $this->begunElsewhere();
        if ($begun === null) {
            return false;
        }
        if ($begun !== $this->told) {
            $this->told = $begun;
            $this->log->log(
                LogLevel::INFO,
                'Continuity failed another process or request a moment ago and is left alone: uploads wait for'
                . ' this process to flush again, and are left to reconciliation if it ends before',
                ['events' => $waiting, 'url' => $this->settings->url],
            );
        }

        return true;
    }

    /**
     * @param bool $forAll whether other processes and requests had better rest, too
     */
    public function begin(bool $forAll): void
    {
        if ($this->settings->rest <= 0.0) {
            return;
        }
        $this->until = $this->clock->elapsed() + $this->settings->rest;
        $this->own = $this->now();
        if (!$forAll) {
            return;
        }
        try {
            $this->store->begin($this->own);
        } catch (\Throwable $failure) {
            $this->ignore($failure);
        }
    }

    private function begunElsewhere(): ?float
    {
        try {
            $begun = $this->store->begun();
        } catch (\Throwable $failure) {
            $this->ignore($failure);

            return null;
        }
        if ($begun === null || $begun <= $this->own) {
            return null;
        }
        $ago = $this->now() - $begun;

        // A failure in the future is one from before the clock was put back.
        return $ago >= 0.0 && $ago < $this->settings->rest ? $begun : null;
    }

    private function now(): float
    {
        return (float) $this->clock->now()->format('U.u');
    }

    private function ignore(\Throwable $failure): void
    {
        $this->log->log(
            LogLevel::DEBUG,
            'Continuity: whether it is to be left alone is not shared with other processes and requests',
            ['cause' => Words::printable($failure->getMessage())],
        );
    }
}
