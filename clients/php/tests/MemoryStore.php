<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Rest\RestStore;

/** What several share in a test; fails if it is told to. */
final class MemoryStore implements RestStore
{
    public ?float $at = null;

    public function __construct(private readonly ?\Throwable $failure = null)
    {
    }

    public function begun(): ?float
    {
        return $this->failure === null ? $this->at : throw $this->failure;
    }

    public function begin(float $at): void
    {
        $this->at = $this->failure === null ? $at : throw $this->failure;
    }
}
