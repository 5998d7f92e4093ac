<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

use Mangatheque\Continuity\Transport\Response;

/**
 * What an intake's refusal, a problem+json, says is wrong.
 *
 * @internal
 */
final class Faults
{
    /**
     * @param array<int, string> $byIndex what is wrong with which event
     * @param string             $detail  what is wrong as a whole
     */
    private function __construct(public readonly array $byIndex, public readonly string $detail)
    {
    }

    /**
     * @param int $size of the batch that was refused
     */
    public static function of(Response $response, int $size): self
    {
        $problem = json_decode($response->body, true, 32);
        if (!\is_array($problem)) {
            return new self([], '');
        }
        $errors = \is_array($problem['errors'] ?? null) ? $problem['errors'] : [];
        $byIndex = [];
        foreach ($errors as $error) {
            $index = \is_array($error) ? ($error['index'] ?? null) : null;
            if (\is_int($index) && $index >= 0 && $index < $size) {
                $byIndex[$index] ??= self::text($error['pointer'] ?? '') . ' ' . self::text($error['detail'] ?? '');
            }
        }

        return new self($byIndex, self::text($problem['detail'] ?? ''));
    }

    private static function text(mixed $value): string
    {
        return \is_string($value) ? Words::printable($value) : '';
    }
}
