<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/** ext-curl where it is there, else PHP's streams. */
final class BuiltInTransport implements Transport
{
    private ?Transport $chosen = null;

    public function send(Request $request): Response
    {
        $this->chosen ??= \extension_loaded('curl') ? new CurlTransport() : new StreamTransport();

        return $this->chosen->send($request);
    }
}
