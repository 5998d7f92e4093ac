<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/**
 * A POST.
 */
final class Request
{
    /**
     * @param array<string, string> $headers        by name, without line breaks
     * @param float                 $connectTimeout in seconds
     * @param float                 $timeout        for the whole, in seconds
     */
    public function __construct(
        public readonly string $url,
        #[\SensitiveParameter]
        public readonly array $headers,
        public readonly string $body,
        public readonly float $connectTimeout,
        public readonly float $timeout,
    ) {
    }

    /** @return array<string, mixed> */
    public function __debugInfo(): array
    {
        return ['headers' => array_keys($this->headers)] + get_object_vars($this);
    }
}
