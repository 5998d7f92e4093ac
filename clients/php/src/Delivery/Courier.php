<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Mangatheque\Continuity\Clock;
use Mangatheque\Continuity\Settings;
use Mangatheque\Continuity\Transport\Request;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\Transport\Transport;
use Mangatheque\Continuity\UploadEvent;
use Psr\Log\LogLevel;

/**
 * Brings events to the intake, within a budget of time. Never throws.
 *
 * @internal
 */
final class Courier
{
    /** Before the one repetition, where the intake names no time. */
    private const SHORT_PAUSE = 0.2;

    /** With less time than this left, a request is not begun. */
    private const TOO_LITTLE = 0.05;

    public function __construct(
        private readonly Settings $settings,
        private readonly Transport $transport,
        private readonly QuietLog $log,
        private readonly Clock $clock,
    ) {
    }

    /**
     * @param list<UploadEvent> $events
     */
    public function deliver(array $events): Report
    {
        $report = new Report();
        $deadline = new Deadline($this->clock, $this->settings->budget);
        $mayRepeat = true;
        $answered = false;
        $batches = Batch::split($events);
        while ($batches !== []) {
            $batch = array_shift($batches);
            try {
                $response = $this->post($batch, $deadline);
                if ($mayRepeat && $this->isBusy($response) && $this->pauseFor($response, $deadline)) {
                    $mayRepeat = false;
                    $response = $this->post($batch, $deadline);
                }
                $answered = true;
            } catch (\Throwable $failure) {
                // If it answered before, it is slow at most.
                $report->down = !$answered;
                $this->giveUp($report, [$batch, ...$batches], $failure->getMessage(), LogLevel::WARNING);

                return $report;
            }
            if ($response->isSuccess()) {
                $report->sent += $batch->size();
            } elseif ($response->status === 413 && $batch->size() > 1) {
                // Its limits may be set lower than ours.
                array_unshift($batches, ...$batch->halves());
            } elseif ($response->isAboutEvents()) {
                // What is left may be refused once more: an intake looks for faults first, then for rights.
                $correct = $this->drop($report, $batch, $response);
                array_unshift($batches, ...$correct);
            } else {
                $detail = Faults::of($response, $batch->size())->detail;
                $cause = "the intake answered {$response->status} $detail";
                // Busy it is at times; for the rest someone has to see to it.
                $level = $this->isBusy($response) ? LogLevel::WARNING : LogLevel::ERROR;
                $report->down = $this->isBusy($response) || $response->status >= 500;
                $this->giveUp($report, [$batch, ...$batches], $cause, $level);

                return $report;
            }
        }

        return $report;
    }

    private function post(Batch $batch, Deadline $deadline): Response
    {
        $remaining = $deadline->remaining();
        if ($remaining < self::TOO_LITTLE) {
            throw new \RuntimeException("there was no time left of {$this->settings->budget} s");
        }

        return $this->transport->send(new Request(
            $this->settings->endpoint(),
            [
                'Authorization' => 'Bearer ' . $this->settings->token,
                'Content-Type' => 'application/json',
                'Accept' => 'application/json, application/problem+json',
                'User-Agent' => 'mangatheque-continuity-client',
            ],
            $batch->body(),
            min($this->settings->connectTimeout, $remaining),
            min($this->settings->timeout, $remaining),
        ));
    }

    private function isBusy(Response $response): bool
    {
        return $response->status === 429 || $response->status === 503;
    }

    /** False if the intake asks for more time than there is. */
    private function pauseFor(Response $response, Deadline $deadline): bool
    {
        $pause = $response->retryAfter ?? self::SHORT_PAUSE;
        if ($pause + self::TOO_LITTLE > $deadline->remaining()) {
            return false;
        }
        $this->clock->pause($pause);

        return true;
    }

    /**
     * Drops what the intake will never take.
     *
     * @return list<Batch> the events with which nothing is wrong, if it says with which something is
     */
    private function drop(Report $report, Batch $batch, Response $response): array
    {
        $faults = Faults::of($response, $batch->size());
        $byIndex = $faults->byIndex;
        $rest = $byIndex === [] ? null : $batch->without($byIndex);
        $dropped = $batch->size() - ($rest?->size() ?? 0);
        $report->dropped += $dropped;
        $first = array_key_first($byIndex) ?? 0;
        $this->log->log(LogLevel::ERROR, 'Continuity refused events: they are dropped, and left to reconciliation', [
            'status' => $response->status,
            'dropped' => $dropped,
            'source' => Words::printable($batch->events[$first]->source),
            'key' => Words::printable($batch->events[$first]->key),
            'detail' => $byIndex[$first] ?? $faults->detail,
        ]);

        return $rest === null ? [] : [$rest];
    }

    /**
     * @param list<Batch> $batches
     */
    private function giveUp(Report $report, array $batches, string $cause, string $level): void
    {
        $report->failed = true;
        $report->kept = array_merge(...array_map(static fn (Batch $it): array => $it->events, $batches));
        $this->log->log(
            $level,
            'Continuity cannot be told of uploads: they wait for this process to flush again,'
            . ' and are left to reconciliation if it ends before',
            ['events' => \count($report->kept), 'url' => $this->settings->url, 'cause' => Words::printable($cause)],
        );
    }
}
