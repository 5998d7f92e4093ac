<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Transport;

use Mangatheque\Continuity\Transport\CurlTransport;
use Mangatheque\Continuity\Transport\Transport;

/**
 * @requires extension curl
 */
final class CurlTransportTest extends TransportContract
{
    protected function transport(): Transport
    {
        return new CurlTransport();
    }
}
