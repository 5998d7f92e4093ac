<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

/** No answer. Messages never hold the token. */
final class TransportFailure extends \RuntimeException
{
}
