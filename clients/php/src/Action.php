<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

/** What happened to an object, in the intake's words. */
enum Action: string
{
    /** It was uploaded, or overwritten. */
    case Created = 'created';

    case Removed = 'removed';
}
