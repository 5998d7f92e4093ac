<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Transport;

use Mangatheque\Continuity\Transport\StreamTransport;
use Mangatheque\Continuity\Transport\Transport;

final class StreamTransportTest extends TransportContract
{
    protected function transport(): Transport
    {
        return new StreamTransport();
    }
}
