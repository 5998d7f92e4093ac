<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/** Settings that cannot work. Messages never hold the token. */
final class InvalidSettings extends \InvalidArgumentException
{
}
