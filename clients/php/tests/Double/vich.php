<?php

// Stand in for VichUploaderBundle where it is not installed: its event and the mapping in it, as far as
// the subscriber asks them.

declare(strict_types=1);

namespace Vich\UploaderBundle\Mapping {
    final class PropertyMapping
    {
        /** @var array<string, mixed> */
        private array $mapping = [];
        private string $name = '';
        private ?object $directoryNamer = null;

        public function __construct(private string $filePropertyPath, private string $fileNamePropertyPath)
        {
        }

        public function getFilePropertyName(): string
        {
            return $this->filePropertyPath;
        }

        public function getFileName(object|array $obj): ?string
        {
            return $obj->{$this->fileNamePropertyPath};
        }

        public function erase(object $obj): void
        {
            if (($this->mapping['erase_fields'] ?? true) !== false) {
                $obj->{$this->fileNamePropertyPath} = null;
            }
        }

        public function setDirectoryNamer(\Vich\UploaderBundle\Naming\DirectoryNamerInterface $namer): void
        {
            $this->directoryNamer = $namer;
        }

        public function getUploadDir(object|array $obj): ?string
        {
            $directory = $this->directoryNamer?->directoryName($obj, $this) ?? '';

            return rtrim($directory, '/\\');
        }

        /** @param array<string, mixed> $mapping */
        public function setMapping(array $mapping): void
        {
            $this->mapping = $mapping;
        }

        public function setMappingName(string $name): void
        {
            $this->name = $name;
        }

        public function getMappingName(): string
        {
            return $this->name;
        }

        public function getUploadDestination(): string
        {
            return $this->mapping['upload_destination'];
        }
    }
}

namespace Vich\UploaderBundle\Naming {
    use Vich\UploaderBundle\Mapping\PropertyMapping;

    interface DirectoryNamerInterface
    {
        public function directoryName(object|array $object, PropertyMapping $mapping): string;
    }
}

namespace Vich\UploaderBundle\Event {
    use Vich\UploaderBundle\Mapping\PropertyMapping;

    class Event
    {
        public function __construct(protected object $object, protected PropertyMapping $mapping)
        {
        }

        public function getObject(): object
        {
            return $this->object;
        }

        public function getMapping(): PropertyMapping
        {
            return $this->mapping;
        }
    }
}
