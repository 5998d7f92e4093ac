<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/**
 * Posts over HTTP. Certificates are verified, and redirects not followed: they would carry the token
 * elsewhere.
 */
interface Transport
{
    /**
     * @throws TransportFailure if no whole answer came in time
     */
    public function send(Request $request): Response;
}
