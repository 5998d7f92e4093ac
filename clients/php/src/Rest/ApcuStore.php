<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Rest;

/**
 * In memory that the workers of one PHP share.
 *
 * @internal
 */
final class ApcuStore implements RestStore
{
    /** No rest is longer, in seconds. */
    private const KEPT = 3600;

    private readonly string $key;

    public function __construct(string $url)
    {
        $this->key = 'continuity.rest.' . hash('sha256', $url);
    }

    public static function isUsable(): bool
    {
        return \function_exists('apcu_enabled') && apcu_enabled();
    }

    public function begun(): ?float
    {
        $at = apcu_fetch($this->key);

        return \is_float($at) ? $at : null;
    }

    public function begin(float $at): void
    {
        if (apcu_store($this->key, $at, self::KEPT) !== true) {
            throw new \RuntimeException('APCu did not store it; it may be full (apc.shm_size)');
        }
    }
}
