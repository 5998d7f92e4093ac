<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/** An event that no intake would take. */
final class InvalidEvent extends \InvalidArgumentException
{
}
