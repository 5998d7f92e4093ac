<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/**
 * What became of events, by number, since this client was made.
 */
final class Tally
{
    /**
     * @param int $sent    that the intake answered for with 202
     * @param int $dropped that will never be sent: faulty, refused, or too many. Continuity's
     *                     reconciliation finds those objects later
     * @param int $pending that wait for the next flush
     */
    public function __construct(
        public readonly int $sent,
        public readonly int $dropped,
        public readonly int $pending,
    ) {
    }
}
