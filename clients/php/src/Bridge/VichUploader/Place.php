<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\VichUploader;

/**
 * Where a mapping's files are, as Continuity sees them.
 */
final class Place
{
    /**
     * @param string $source as Continuity's configuration names it
     * @param string $prefix what comes before the mapping's own directory and file name, as it is
     */
    public function __construct(
        public readonly string $source,
        public readonly string $prefix = '',
    ) {
    }

    /**
     * @param string|null $directory of the mapping's directory namer
     */
    public function key(?string $directory, string $name): string
    {
        return $this->prefix . ((string) $directory === '' ? $name : "$directory/$name");
    }
}
