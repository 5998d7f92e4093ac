<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/**
 * An HTTP/1.1 answer as its bytes come in.
 *
 * @internal
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112
 */
final class RawAnswer
{
    private const LONGEST_HEAD = 65_536;

    private string $bytes = '';
    private int $status = 0;
    private bool $ended = false;

    /** @var array<string, string>|null by name in lower case; null until all came */
    private ?array $headers = null;

    /**
     * @throws TransportFailure if it cannot be HTTP
     */
    public function add(string $bytes): void
    {
        $this->bytes .= $bytes;
        while ($this->headers === null && ($end = strpos($this->bytes, "\r\n\r\n")) !== false) {
            $this->readHead(substr($this->bytes, 0, $end));
            $this->bytes = substr($this->bytes, $end + 4);
        }
        if ($this->headers === null && \strlen($this->bytes) > self::LONGEST_HEAD) {
            throw new TransportFailure('the answer has no end of its headers');
        }
    }

    /** Nothing more will come. */
    public function end(): void
    {
        $this->ended = true;
    }

    public function isWhole(): bool
    {
        if ($this->headers === null) {
            return false;
        }
        if ($this->status === 204 || $this->status === 304 || \strlen($this->bytes) >= Response::MOST_BYTES) {
            return true;
        }
        if ($this->isChunked()) {
            return $this->unchunked() !== null;
        }
        $length = $this->headers['content-length'] ?? null;

        return $length !== null && \strlen($this->bytes) >= (int) $length;
    }

    /**
     * @throws TransportFailure if it broke off
     */
    public function response(): Response
    {
        $headers = $this->headers;
        if ($headers === null) {
            throw new TransportFailure('the connection ended without an answer');
        }
        $toTheEnd = !$this->isChunked() && !isset($headers['content-length']);
        if (!$this->isWhole() && !($toTheEnd && $this->ended)) {
            throw new TransportFailure('the answer broke off');
        }
        $body = $this->isChunked() ? $this->unchunked() ?? '' : $this->bytes;
        $length = $toTheEnd ? Response::MOST_BYTES : (int) ($headers['content-length'] ?? Response::MOST_BYTES);

        return Response::of(
            $this->status,
            substr($body, 0, min($length, Response::MOST_BYTES)),
            $headers['retry-after'] ?? '',
        );
    }

    private function readHead(string $head): void
    {
        $lines = explode("\r\n", $head);
        if (preg_match('~^HTTP/1\.[01] (\d{3})(?: |$)~D', array_shift($lines), $found) !== 1) {
            throw new TransportFailure('the answer is not HTTP');
        }
        $this->status = (int) $found[1];
        if ($this->status < 200) {
            // Only a sign on the way to the answer.
            return;
        }
        $this->headers = [];
        foreach ($lines as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $this->headers[strtolower(trim($name))] = trim($value);
        }
    }

    private function isChunked(): bool
    {
        return strcasecmp($this->headers['transfer-encoding'] ?? '', 'chunked') === 0;
    }

    /** The body; null if its last chunk has not come. */
    private function unchunked(): ?string
    {
        $body = '';
        for ($at = 0; ($eol = strpos($this->bytes, "\r\n", $at)) !== false;) {
            $line = substr($this->bytes, $at, $eol - $at);
            if (preg_match('/^([0-9a-f]{1,7})\s*(?:;|$)/Di', $line, $found) !== 1) {
                throw new TransportFailure('the answer has a chunk of no length');
            }
            $length = (int) hexdec($found[1]);
            if ($length === 0) {
                return $body;
            }
            if (\strlen($this->bytes) < $eol + 2 + $length + 2) {
                return null;
            }
            $body .= substr($this->bytes, $eol + 2, $length);
            $at = $eol + 2 + $length + 2;
        }

        return null;
    }
}
