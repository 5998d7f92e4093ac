<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\Symfony;

use Symfony\Component\DependencyInjection\Extension\ExtensionInterface;
use Symfony\Component\HttpKernel\Bundle\Bundle;

/**
 * Makes {@see \Mangatheque\Continuity\UploadEvents} a service, sent at the end of each request, command
 * and message. Needs no configuration beyond CONTINUITY_URL and CONTINUITY_TOKEN.
 */
final class ContinuityBundle extends Bundle
{
    public function getContainerExtension(): ?ExtensionInterface
    {
        return new ContinuityExtension();
    }
}
