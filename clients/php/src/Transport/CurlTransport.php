<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/** By ext-curl; its connection is kept for the next request. */
final class CurlTransport implements Transport
{
    private ?\CurlHandle $curl = null;

    public function send(Request $request): Response
    {
        $this->curl ??= curl_init() ?: null;
        if ($this->curl === null) {
            throw new TransportFailure('curl cannot be initialised');
        }
        $body = '';
        $retryAfter = '';
        curl_reset($this->curl);
        curl_setopt_array($this->curl, [
            CURLOPT_URL => $request->url,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_SSL_VERIFYPEER => true,
            CURLOPT_SSL_VERIFYHOST => 2,
            CURLOPT_NOSIGNAL => true,
            CURLOPT_CONNECTTIMEOUT_MS => self::milliseconds($request->connectTimeout),
            CURLOPT_TIMEOUT_MS => self::milliseconds($request->timeout),
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $request->body,
            CURLOPT_HTTPHEADER => self::lines($request->headers),
            CURLOPT_HEADERFUNCTION => static function ($curl, string $line) use (&$retryAfter): int {
                if (stripos($line, 'Retry-After:') === 0) {
                    $retryAfter = substr($line, \strlen('Retry-After:'));
                }

                return \strlen($line);
            },
            CURLOPT_WRITEFUNCTION => static function ($curl, string $more) use (&$body): int {
                $body .= substr($more, 0, Response::MOST_BYTES - \strlen($body));

                return \strlen($more);
            },
        ]);
        if (curl_exec($this->curl) === false) {
            throw new TransportFailure(curl_error($this->curl) ?: 'curl error ' . curl_errno($this->curl));
        }

        return Response::of((int) curl_getinfo($this->curl, CURLINFO_RESPONSE_CODE), $body, $retryAfter);
    }

    /**
     * @param array<string, string> $headers
     *
     * @return list<string>
     */
    private static function lines(array $headers): array
    {
        // Curl would ask first whether to send a large body, and wait a second for the answer.
        $lines = ['Expect:'];
        foreach ($headers as $name => $value) {
            $lines[] = "$name: $value";
        }

        return $lines;
    }

    private static function milliseconds(float $seconds): int
    {
        // Zero would be for ever.
        return max(1, (int) round($seconds * 1000));
    }
}
