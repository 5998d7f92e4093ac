<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Transport;

use Mangatheque\Continuity\Transport\BuiltInTransport;
use Mangatheque\Continuity\Transport\Transport;

final class BuiltInTransportTest extends TransportContract
{
    protected function transport(): Transport
    {
        return new BuiltInTransport();
    }
}
