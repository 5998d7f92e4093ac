<?php

// Stand in for Flysystem 3 where it is not installed: the types that the adapter meets, with its
// signatures, and nothing else.

declare(strict_types=1);

namespace League\Flysystem {
    use Throwable;

    interface FilesystemException extends Throwable
    {
    }

    class UnableToWriteFile extends \RuntimeException implements FilesystemException
    {
        public static function atLocation(string $location, string $reason = '', ?Throwable $previous = null): self
        {
            return new self("$location: $reason", 0, $previous);
        }
    }

    class UnableToGeneratePublicUrl extends \RuntimeException implements FilesystemException
    {
        public static function noGeneratorConfigured(string $path, string $extraReason = ''): static
        {
            return new static("no public URL for $path $extraReason");
        }
    }

    class UnableToGenerateTemporaryUrl extends \RuntimeException implements FilesystemException
    {
        public static function noGeneratorConfigured(string $path, string $extraReason = ''): static
        {
            return new static("no temporary URL for $path $extraReason");
        }
    }

    final class ChecksumAlgoIsNotSupported extends \InvalidArgumentException
    {
    }

    class Config
    {
        /** @param array<string, mixed> $options */
        public function __construct(private array $options = [])
        {
        }

        public function get(string $property, mixed $default = null): mixed
        {
            return $this->options[$property] ?? $default;
        }
    }

    class FileAttributes
    {
        public function __construct(
            private string $path,
            private ?int $fileSize = null,
            private ?string $visibility = null,
            private ?int $lastModified = null,
            private ?string $mimeType = null,
        ) {
        }

        public function path(): string
        {
            return $this->path;
        }

        public function fileSize(): ?int
        {
            return $this->fileSize;
        }

        public function visibility(): ?string
        {
            return $this->visibility;
        }

        public function lastModified(): ?int
        {
            return $this->lastModified;
        }

        public function mimeType(): ?string
        {
            return $this->mimeType;
        }
    }

    interface ChecksumProvider
    {
        public function checksum(string $path, Config $config): string;
    }

    interface FilesystemAdapter
    {
        public function fileExists(string $path): bool;

        public function directoryExists(string $path): bool;

        public function write(string $path, string $contents, Config $config): void;

        /** @param resource $contents */
        public function writeStream(string $path, $contents, Config $config): void;

        public function read(string $path): string;

        /** @return resource */
        public function readStream(string $path);

        public function delete(string $path): void;

        public function deleteDirectory(string $path): void;

        public function createDirectory(string $path, Config $config): void;

        public function setVisibility(string $path, string $visibility): void;

        public function visibility(string $path): FileAttributes;

        public function mimeType(string $path): FileAttributes;

        public function lastModified(string $path): FileAttributes;

        public function fileSize(string $path): FileAttributes;

        /** @return iterable<mixed> */
        public function listContents(string $path, bool $deep): iterable;

        public function move(string $source, string $destination, Config $config): void;

        public function copy(string $source, string $destination, Config $config): void;
    }

    interface FilesystemOperator
    {
        /**
         * @param resource             $contents
         * @param array<string, mixed> $config
         */
        public function writeStream(string $location, $contents, array $config = []): void;

        public function delete(string $location): void;
    }

    class Filesystem implements FilesystemOperator
    {
        public function __construct(private FilesystemAdapter $adapter)
        {
        }

        public function writeStream(string $location, $contents, array $config = []): void
        {
            $this->adapter->writeStream($location, $contents, new Config($config));
        }

        public function delete(string $location): void
        {
            $this->adapter->delete($location);
        }
    }
}

namespace League\Flysystem\UrlGeneration {
    use League\Flysystem\Config;

    interface PublicUrlGenerator
    {
        public function publicUrl(string $path, Config $config): string;
    }

    interface TemporaryUrlGenerator
    {
        public function temporaryUrl(string $path, \DateTimeInterface $expiresAt, Config $config): string;
    }
}
