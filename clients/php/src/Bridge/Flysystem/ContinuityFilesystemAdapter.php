<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\Flysystem;

use League\Flysystem\ChecksumAlgoIsNotSupported;
use League\Flysystem\ChecksumProvider;
use League\Flysystem\Config;
use League\Flysystem\FileAttributes;
use League\Flysystem\FilesystemAdapter;
use League\Flysystem\UnableToGeneratePublicUrl;
use League\Flysystem\UnableToGenerateTemporaryUrl;
use League\Flysystem\UrlGeneration\PublicUrlGenerator;
use League\Flysystem\UrlGeneration\TemporaryUrlGenerator;
use Mangatheque\Continuity\UploadEvents;

/**
 * Tells of what another adapter writes, copies, moves and deletes, once it succeeded. Put it directly
 * around the adapter of the bucket, below any that encrypts or compresses.
 *
 * Of a directory that is deleted nothing is told: Flysystem does not say which objects went. The next
 * scan finds them, and the guard judges a mass deletion.
 */
final class ContinuityFilesystemAdapter implements
    FilesystemAdapter,
    ChecksumProvider,
    PublicUrlGenerator,
    TemporaryUrlGenerator
{
    /**
     * @param string $source as Continuity's configuration names it
     * @param string $prefix what comes before a path in the bucket, as it is: the wrapped adapter's prefix
     * @param bool   $sha256 whether to hash and tell what write() is given. Continuity raises an incident
     *                       where the bucket holds other bytes
     */
    public function __construct(
        private readonly FilesystemAdapter $adapter,
        private readonly UploadEvents $events,
        private readonly string $source,
        private readonly string $prefix = '',
        private readonly bool $sha256 = false,
    ) {
    }

    public function write(string $path, string $contents, Config $config): void
    {
        $this->adapter->write($path, $contents, $config);
        $this->created($path, \strlen($contents), $this->sha256 ? hash('sha256', $contents) : null);
    }

    public function writeStream(string $path, $contents, Config $config): void
    {
        $size = self::sizeOf($contents);
        $this->adapter->writeStream($path, $contents, $config);
        $this->created($path, $size);
    }

    public function copy(string $source, string $destination, Config $config): void
    {
        $this->adapter->copy($source, $destination, $config);
        $this->created($destination);
    }

    public function move(string $source, string $destination, Config $config): void
    {
        $this->adapter->move($source, $destination, $config);
        $this->events->removed($this->source, $this->prefix . $source);
        $this->created($destination);
    }

    public function delete(string $path): void
    {
        $this->adapter->delete($path);
        $this->events->removed($this->source, $this->prefix . $path);
    }

    public function deleteDirectory(string $path): void
    {
        $this->adapter->deleteDirectory($path);
    }

    public function createDirectory(string $path, Config $config): void
    {
        $this->adapter->createDirectory($path, $config);
    }

    public function fileExists(string $path): bool
    {
        return $this->adapter->fileExists($path);
    }

    public function directoryExists(string $path): bool
    {
        return $this->adapter->directoryExists($path);
    }

    public function read(string $path): string
    {
        return $this->adapter->read($path);
    }

    public function readStream(string $path)
    {
        return $this->adapter->readStream($path);
    }

    public function setVisibility(string $path, string $visibility): void
    {
        $this->adapter->setVisibility($path, $visibility);
    }

    public function visibility(string $path): FileAttributes
    {
        return $this->adapter->visibility($path);
    }

    public function mimeType(string $path): FileAttributes
    {
        return $this->adapter->mimeType($path);
    }

    public function lastModified(string $path): FileAttributes
    {
        return $this->adapter->lastModified($path);
    }

    public function fileSize(string $path): FileAttributes
    {
        return $this->adapter->fileSize($path);
    }

    public function listContents(string $path, bool $deep): iterable
    {
        return $this->adapter->listContents($path, $deep);
    }

    public function checksum(string $path, Config $config): string
    {
        if (!$this->adapter instanceof ChecksumProvider) {
            // Makes Flysystem compute it itself.
            throw new ChecksumAlgoIsNotSupported('the wrapped adapter provides no checksums');
        }

        return $this->adapter->checksum($path, $config);
    }

    public function publicUrl(string $path, Config $config): string
    {
        if (!$this->adapter instanceof PublicUrlGenerator) {
            throw UnableToGeneratePublicUrl::noGeneratorConfigured($path);
        }

        return $this->adapter->publicUrl($path, $config);
    }

    public function temporaryUrl(string $path, \DateTimeInterface $expiresAt, Config $config): string
    {
        if (!$this->adapter instanceof TemporaryUrlGenerator) {
            throw UnableToGenerateTemporaryUrl::noGeneratorConfigured($path);
        }

        return $this->adapter->temporaryUrl($path, $expiresAt, $config);
    }

    private function created(string $path, ?int $size = null, ?string $sha256 = null): void
    {
        $this->events->created($this->source, $this->prefix . $path, size: $size, sha256: $sha256);
    }

    /**
     * What is left to read of a stream, where that costs nothing to know.
     *
     * @param mixed $stream
     */
    private static function sizeOf($stream): ?int
    {
        if (!\is_resource($stream) || !stream_get_meta_data($stream)['seekable']) {
            return null;
        }
        // A stream of the application's own may know no size, and warn.
        $size = @fstat($stream)['size'] ?? null;
        $at = ftell($stream);

        return $size === null || $at === false || $at > $size ? null : $size - $at;
    }
}
