<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use League\Flysystem\Config;
use League\Flysystem\FileAttributes;
use League\Flysystem\FilesystemAdapter;
use League\Flysystem\UnableToWriteFile;

/** A bucket in memory, whose doors can be shut. */
final class MemoryAdapter implements FilesystemAdapter
{
    /** @var array<string, string> */
    public array $files = [];

    public bool $shut = false;

    public function fileExists(string $path): bool
    {
        return isset($this->files[$path]);
    }

    public function directoryExists(string $path): bool
    {
        return array_filter(array_keys($this->files), static fn ($it): bool => str_starts_with("$it", "$path/")) !== [];
    }

    public function write(string $path, string $contents, Config $config): void
    {
        if ($this->shut) {
            throw UnableToWriteFile::atLocation($path, 'it is shut');
        }
        $this->files[$path] = $contents;
    }

    public function writeStream(string $path, $contents, Config $config): void
    {
        $all = '';
        while (!feof($contents)) {
            $all .= fread($contents, 8192);
        }
        $this->write($path, $all, $config);
    }

    public function read(string $path): string
    {
        return $this->files[$path];
    }

    public function readStream(string $path)
    {
        $stream = fopen('php://memory', 'w+b');
        \assert($stream !== false);
        fwrite($stream, $this->files[$path]);
        rewind($stream);

        return $stream;
    }

    public function delete(string $path): void
    {
        unset($this->files[$path]);
    }

    public function deleteDirectory(string $path): void
    {
        $this->files = array_filter(
            $this->files,
            static fn ($it): bool => !str_starts_with("$it", "$path/"),
            ARRAY_FILTER_USE_KEY,
        );
    }

    public function createDirectory(string $path, Config $config): void
    {
        $this->write("$path/", '', $config);
    }

    public function setVisibility(string $path, string $visibility): void
    {
        $this->read($path);
    }

    public function visibility(string $path): FileAttributes
    {
        return new FileAttributes($path, null, 'public');
    }

    public function mimeType(string $path): FileAttributes
    {
        return new FileAttributes($path, null, null, null, 'image/jpeg');
    }

    public function lastModified(string $path): FileAttributes
    {
        return new FileAttributes($path, null, null, 1_700_000_000);
    }

    public function fileSize(string $path): FileAttributes
    {
        return new FileAttributes($path, \strlen($this->files[$path]));
    }

    public function listContents(string $path, bool $deep): iterable
    {
        foreach (array_keys($this->files) as $it) {
            yield new FileAttributes("$it");
        }
    }

    public function move(string $source, string $destination, Config $config): void
    {
        $this->copy($source, $destination, $config);
        $this->delete($source);
    }

    public function copy(string $source, string $destination, Config $config): void
    {
        $this->write($destination, $this->files[$source], $config);
    }
}
