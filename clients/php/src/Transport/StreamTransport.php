<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/**
 * By PHP's streams alone: a new connection each request. The lookup of the host's name is the one thing
 * that it cannot bound in time.
 */
final class StreamTransport implements Transport
{
    private const CHUNK = 65_536;

    public function send(Request $request): Response
    {
        $end = hrtime(true) / 1e9 + $request->timeout;
        $stream = $this->connect($request);
        try {
            stream_set_blocking($stream, false);
            $this->write($stream, $this->head($request) . $request->body, $end);
            $answer = new RawAnswer();
            while (!$answer->isWhole()) {
                $this->await($stream, true, $end);
                $more = fread($stream, self::CHUNK);
                if ($more === false || ($more === '' && feof($stream))) {
                    $answer->end();
                    break;
                }
                $answer->add($more);
            }

            return $answer->response();
        } finally {
            fclose($stream);
        }
    }

    /** @return resource */
    private function connect(Request $request)
    {
        [$scheme, $host, $port] = self::address($request->url);
        $context = stream_context_create(['ssl' => [
            'verify_peer' => true,
            'verify_peer_name' => true,
            'peer_name' => trim($host, '[]'),
            'SNI_enabled' => true,
        ]]);
        $warning = '';
        set_error_handler(static function (int $level, string $message) use (&$warning): bool {
            // The first says why, those after it only that it failed.
            $warning = $warning ?: $message;

            return true;
        });
        try {
            $stream = stream_socket_client(
                ($scheme === 'https' ? 'tls' : 'tcp') . "://$host:$port",
                $code,
                $message,
                $request->connectTimeout,
                STREAM_CLIENT_CONNECT,
                $context,
            );
        } finally {
            restore_error_handler();
        }
        if ($stream === false) {
            throw new TransportFailure("cannot connect to $host:$port: " . ($warning ?: $message));
        }

        return $stream;
    }

    private function head(Request $request): string
    {
        [, $host, $port, $path, $defaultPort] = self::address($request->url);
        $headers = $request->headers + [
            'Host' => $port === $defaultPort ? $host : "$host:$port",
            'Content-Length' => (string) \strlen($request->body),
            'Connection' => 'close',
        ];
        $head = "POST $path HTTP/1.1\r\n";
        foreach ($headers as $name => $value) {
            $head .= "$name: $value\r\n";
        }

        return "$head\r\n";
    }

    /** @param resource $stream */
    private function write($stream, string $bytes, float $end): void
    {
        for ($at = 0; $at < \strlen($bytes);) {
            $this->await($stream, false, $end);
            $written = @fwrite($stream, substr($bytes, $at, self::CHUNK));
            if ($written === false) {
                throw new TransportFailure('the connection broke while sending');
            }
            $at += $written;
        }
    }

    /** @param resource $stream */
    private function await($stream, bool $toRead, float $end): void
    {
        $left = $end - hrtime(true) / 1e9;
        if ($left > 0) {
            $read = $toRead ? [$stream] : null;
            $write = $toRead ? null : [$stream];
            $except = null;
            $whole = (int) $left;
            if (@stream_select($read, $write, $except, $whole, (int) (($left - $whole) * 1e6)) > 0) {
                return;
            }
        }
        if ($end - hrtime(true) / 1e9 <= 0) {
            throw new TransportFailure('no whole answer in time');
        }
    }

    /** @return array{string, string, int, string, int} scheme, host, port, path, the scheme's port */
    private static function address(string $url): array
    {
        $parts = parse_url($url);
        $scheme = strtolower($parts['scheme'] ?? '');
        $defaultPort = $scheme === 'https' ? 443 : 80;

        return [$scheme, $parts['host'] ?? '', $parts['port'] ?? $defaultPort, $parts['path'] ?? '/', $defaultPort];
    }
}
