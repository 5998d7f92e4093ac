<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/**
 * Where events go, with which token, and how long that may take. Times are in seconds.
 */
final class Settings
{
    /** Of the intake, without the path of its endpoint. */
    public readonly string $url;

    public readonly string $token;

    /**
     * @param float $connectTimeout until the intake takes the connection
     * @param float $timeout        for one whole request
     * @param float $budget         for one whole flush, whatever happens in it
     * @param float $rest           after a flush that failed, until another is tried; 0 is at once
     * @param int   $maxPending     events kept in memory; those beyond are counted and dropped
     *
     * @throws InvalidSettings
     */
    public function __construct(
        string $url,
        #[\SensitiveParameter]
        string $token,
        public readonly float $connectTimeout = 1.0,
        public readonly float $timeout = 2.0,
        public readonly float $budget = 3.0,
        public readonly float $rest = 15.0,
        public readonly int $maxPending = 10_000,
    ) {
        $this->url = self::checkedUrl(rtrim(trim($url), '/'));
        $this->token = self::checkedToken(trim($token));
        foreach (['connectTimeout' => $connectTimeout, 'timeout' => $timeout, 'budget' => $budget] as $name => $time) {
            // Also refuses what is no number at all.
            if (!($time > 0.0 && $time <= 60.0)) {
                throw new InvalidSettings("$name is more than 0 and at most 60 seconds, not $time");
            }
        }
        if (!($rest >= 0.0 && $rest <= 3600.0)) {
            throw new InvalidSettings("rest is between 0 and 3600 seconds, not $rest");
        }
        if ($maxPending < 1) {
            throw new InvalidSettings("maxPending is at least 1, not $maxPending");
        }
    }

    public function endpoint(): string
    {
        return $this->url . '/v1/events';
    }

    /**
     * What dumps and debuggers show.
     *
     * @return array<string, mixed>
     */
    public function __debugInfo(): array
    {
        return ['token' => '***'] + get_object_vars($this);
    }

    /**
     * @return array<string, mixed>
     */
    public function __serialize(): array
    {
        throw new \LogicException('Settings hold a token and are not serialized: make them anew');
    }

    private static function checkedUrl(string $url): string
    {
        $parts = preg_match('/^[\x21-\x7e]+$/D', $url) === 1 ? parse_url($url) : false;
        $scheme = \is_array($parts) ? strtolower($parts['scheme'] ?? '') : '';
        if (!\in_array($scheme, ['http', 'https'], true) || ($parts['host'] ?? '') === '') {
            throw new InvalidSettings('CONTINUITY_URL is like https://continuity.example, with scheme and host');
        }
        if (isset($parts['user']) || isset($parts['pass']) || isset($parts['query']) || isset($parts['fragment'])) {
            throw new InvalidSettings(
                'CONTINUITY_URL has no user, password, query or fragment; the token goes in CONTINUITY_TOKEN',
            );
        }

        return $url;
    }

    private static function checkedToken(#[\SensitiveParameter] string $token): string
    {
        if (preg_match('/^[\x21-\x7e]+$/D', $token) !== 1) {
            throw new InvalidSettings('CONTINUITY_TOKEN is visible ASCII, without spaces or line breaks inside');
        }

        return $token;
    }
}
