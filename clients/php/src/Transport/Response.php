<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/**
 * An answer. Of its headers only Retry-After matters.
 */
final class Response
{
    /** More of an answer than this is not kept. */
    public const MOST_BYTES = 1_048_576;

    /**
     * @param float|null $retryAfter in seconds
     */
    public function __construct(
        public readonly int $status,
        public readonly string $body = '',
        public readonly ?float $retryAfter = null,
    ) {
    }

    /**
     * @param string $retryAfter the header: seconds, or a date; blank if there was none
     */
    public static function of(int $status, string $body, string $retryAfter): self
    {
        $retryAfter = trim($retryAfter);
        if (preg_match('/^\d{1,9}$/D', $retryAfter) === 1) {
            return new self($status, $body, (float) $retryAfter);
        }
        $date = $retryAfter === '' ? false : strtotime($retryAfter);

        return new self($status, $body, $date === false ? null : (float) max(0, $date - time()));
    }

    public function isSuccess(): bool
    {
        return $this->status >= 200 && $this->status < 300;
    }

    /** Whether it refuses the events for what they are, so that repeating them is of no use. */
    public function isAboutEvents(): bool
    {
        return \in_array($this->status, [400, 403, 413, 422], true);
    }
}
