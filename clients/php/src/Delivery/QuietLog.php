<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Psr\Log\LoggerInterface;

/**
 * A log that never throws and never holds the token.
 *
 * @internal
 */
final class QuietLog
{
    /** Shorter ones are parts of words, and guessed anyway. */
    private const SHORTEST_TOKEN = 6;

    public function __construct(
        private readonly ?LoggerInterface $logger,
        #[\SensitiveParameter]
        private readonly string $token,
    ) {
    }

    /**
     * @param string                     $level   one of Psr\Log\LogLevel
     * @param array<string, scalar|null> $context
     */
    public function log(string $level, string $message, array $context): void
    {
        if ($this->logger === null) {
            return;
        }
        try {
            $this->logger->log($level, $message, array_map($this->withoutToken(...), $context));
        } catch (\Throwable $broken) {
            // An application's logger that fails must not fail its upload too.
            error_log("Continuity: the logger failed with {$broken->getMessage()} on: $message");
        }
    }

    /** @return array<string, mixed> */
    public function __debugInfo(): array
    {
        return ['logger' => $this->logger === null ? null : $this->logger::class, 'token' => '***'];
    }

    private function withoutToken(mixed $value): mixed
    {
        return \is_string($value) && \strlen($this->token) >= self::SHORTEST_TOKEN
            ? str_replace($this->token, '***', $value)
            : $value;
    }
}
