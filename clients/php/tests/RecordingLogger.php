<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Psr\Log\AbstractLogger;

/** Keeps what was logged, as "level message {context}". */
final class RecordingLogger extends AbstractLogger
{
    /** @var list<string> */
    public array $lines = [];

    /**
     * @param mixed              $level
     * @param string|\Stringable $message
     * @param array<mixed>       $context
     */
    public function log($level, $message, array $context = []): void
    {
        $this->lines[] = "$level $message " . json_encode($context, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }

    public function text(): string
    {
        return implode("\n", $this->lines);
    }
}
