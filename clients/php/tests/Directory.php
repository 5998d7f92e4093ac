<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

/** For files of one test. */
final class Directory
{
    public readonly string $path;

    public function __construct()
    {
        $this->path = sys_get_temp_dir() . '/continuity-test-' . bin2hex(random_bytes(8));
        mkdir($this->path, 0700);
    }

    /** @return list<string> names */
    public function files(): array
    {
        return array_values(array_diff(scandir($this->path) ?: [], ['.', '..']));
    }

    public function remove(): void
    {
        foreach ($this->files() as $file) {
            unlink("$this->path/$file");
        }
        rmdir($this->path);
    }
}
