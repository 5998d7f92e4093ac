<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Mangatheque\Continuity\UploadEvent;

/**
 * Events of one request.
 *
 * @internal
 */
final class Batch
{
    /** What an intake takes in one request. */
    public const MOST_EVENTS = 1_000;

    /** A little below the 1 MiB that an intake takes. */
    public const MOST_BYTES = 1_000_000;

    /**
     * @param non-empty-list<UploadEvent> $events
     */
    public function __construct(public readonly array $events)
    {
    }

    /**
     * Splits events, in their order, so that each batch fits into a request.
     *
     * @param list<UploadEvent> $events
     *
     * @return list<self>
     */
    public static function split(array $events): array
    {
        $batches = [];
        $next = [];
        $bytes = 0;
        foreach ($events as $event) {
            $more = \strlen($event->toJson()) + 1;
            if ($next !== [] && (\count($next) === self::MOST_EVENTS || $bytes + $more > self::MOST_BYTES - 2)) {
                $batches[] = new self($next);
                $next = [];
                $bytes = 0;
            }
            $next[] = $event;
            $bytes += $more;
        }
        if ($next !== []) {
            $batches[] = new self($next);
        }

        return $batches;
    }

    public function size(): int
    {
        return \count($this->events);
    }

    public function body(): string
    {
        return '[' . implode(',', array_map(static fn (UploadEvent $it): string => $it->toJson(), $this->events)) . ']';
    }

    /**
     * @return array{self, self}
     */
    public function halves(): array
    {
        $half = intdiv($this->size() + 1, 2);

        return [
            new self(\array_slice($this->events, 0, $half)),
            new self(\array_slice($this->events, $half)),
        ];
    }

    /**
     * @param array<int, string> $faults by index
     */
    public function without(array $faults): ?self
    {
        $left = array_values(array_diff_key($this->events, $faults));

        return $left === [] ? null : new self($left);
    }
}
