<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Psr\Log\LoggerInterface;
use Psr\Log\LogLevel;

/**
 * A log that never throws and never holds the token.
 *
 * @internal
 */
final class QuietLog
{
    public function __construct(
        private readonly ?LoggerInterface $logger,
        #[\SensitiveParameter]
        private readonly string $token,
    ) {
    }

    /** @param array<string, scalar|null> $context */
    public function info(string $message, array $context = []): void
    {
        $this->log(LogLevel::INFO, $message, $context);
    }

    /** @param array<string, scalar|null> $context */
    public function warning(string $message, array $context = []): void
    {
        $this->log(LogLevel::WARNING, $message, $context);
    }

    /** @param array<string, scalar|null> $context */
    public function error(string $message, array $context = []): void
    {
        $this->log(LogLevel::ERROR, $message, $context);
    }

    /** @return array<string, mixed> */
    public function __debugInfo(): array
    {
        return ['logger' => $this->logger === null ? null : $this->logger::class, 'token' => '***'];
    }

    /** @param array<string, scalar|null> $context */
    private function log(string $level, string $message, array $context): void
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

    private function withoutToken(mixed $value): mixed
    {
        return \is_string($value) && $this->token !== '' ? str_replace($this->token, '***', $value) : $value;
    }
}
