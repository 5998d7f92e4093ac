<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/**
 * "Look at this key": one upload or removal, as the intake takes it.
 */
final class UploadEvent
{
    /** No store has longer keys, in bytes of UTF-8. */
    private const LONGEST_KEY = 1024;

    private const LONGEST_ETAG = 1024;

    private function __construct(
        public readonly string $source,
        public readonly string $key,
        public readonly Action $action,
        public readonly \DateTimeImmutable $occurredAt,
        public readonly ?string $etag = null,
        public readonly ?int $size = null,
        public readonly ?string $sha256 = null,
    ) {
    }

    /**
     * What is only said beside the key (ETag, size, SHA-256) is left out where it cannot be true: the
     * object needs its backup all the same.
     *
     * @throws InvalidEvent if source or key can name no object
     */
    public static function created(
        string $source,
        string $key,
        ?string $etag,
        ?int $size,
        ?string $sha256,
        \DateTimeImmutable $occurredAt,
    ): self {
        self::check($source, $key);

        return new self(
            $source,
            $key,
            Action::Created,
            $occurredAt,
            self::isETag($etag) ? $etag : null,
            $size !== null && $size >= 0 ? $size : null,
            $sha256 !== null && preg_match('/^[0-9a-f]{64}$/Di', $sha256) === 1 ? strtolower($sha256) : null,
        );
    }

    /**
     * @throws InvalidEvent if source or key can name no object
     */
    public static function removed(string $source, string $key, \DateTimeImmutable $occurredAt): self
    {
        self::check($source, $key);

        return new self($source, $key, Action::Removed, $occurredAt);
    }

    /** The object it is about, as one word that no two objects share. */
    public function object(): string
    {
        return $this->source . "\0" . $this->key;
    }

    public function toJson(): string
    {
        $fields = [
            'source' => $this->source,
            'key' => $this->key,
            'action' => $this->action->value,
            'etag' => $this->etag,
            'size' => $this->size,
            'sha256' => $this->sha256,
            'occurredAt' => $this->occurredAt->setTimezone(new \DateTimeZone('UTC'))->format('Y-m-d\TH:i:s.v\Z'),
        ];

        return json_encode(
            array_filter($fields, static fn (mixed $value): bool => $value !== null),
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
        );
    }

    private static function check(string $source, string $key): void
    {
        if ($source === '' || !self::isUtf8($source)) {
            throw new InvalidEvent('the source has no name, or one that is not valid UTF-8');
        }
        if ($key === '') {
            throw new InvalidEvent('the key is empty');
        }
        if (!self::isUtf8($key)) {
            throw new InvalidEvent('the key is not valid UTF-8');
        }
        if (\strlen($key) > self::LONGEST_KEY) {
            throw new InvalidEvent(sprintf(
                'the key has %d bytes; a store takes no more than %d',
                \strlen($key),
                self::LONGEST_KEY,
            ));
        }
    }

    /** As stores send it: in quotes or not, weak or not. */
    private static function isETag(?string $etag): bool
    {
        return $etag !== null
            && \strlen($etag) <= self::LONGEST_ETAG
            && preg_match('~^(?:(?:W/)?"[^"\p{Cc}]+"|[^"\p{Cc}]+)$~Du', $etag) === 1;
    }

    private static function isUtf8(string $text): bool
    {
        return preg_match('//u', $text) === 1;
    }
}
