<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\VichUploader;

use Mangatheque\Continuity\UploadEvents;
use Psr\Log\LoggerInterface;
use Symfony\Component\EventDispatcher\EventSubscriberInterface;
use Vich\UploaderBundle\Event\Event;

/**
 * Tells of what VichUploaderBundle uploads and removes. Never throws into an upload.
 *
 * Where a mapping's storage is a Flysystem that is decorated already, this is not needed for it.
 */
final class UploadSubscriber implements EventSubscriberInterface
{
    /** @var \WeakMap<object, array<string, array{Place, string}>> keys about to go, by object and field */
    private \WeakMap $going;

    /** @var array<string, true> mappings that were told of */
    private array $unknown = [];

    /**
     * @param array<string, Place> $places by the mapping's name, or its upload_destination
     */
    public function __construct(
        private readonly UploadEvents $events,
        private readonly array $places,
        private readonly ?LoggerInterface $logger = null,
    ) {
        $this->going = new \WeakMap();
    }

    /**
     * The names of Vich\UploaderBundle\Event\Events, which need not be installed.
     *
     * @return array<string, array{string, int}>
     */
    public static function getSubscribedEvents(): array
    {
        return [
            'vich_uploader.post_upload' => ['uploaded', 0],
            // After those that may cancel or rename.
            'vich_uploader.pre_remove' => ['removing', -2048],
            'vich_uploader.post_remove' => ['removed', 0],
        ];
    }

    public function uploaded(Event $event): void
    {
        $this->guarded($event, function (Event $event): void {
            $object = $this->locate($event);
            if ($object !== null) {
                $this->events->created($object[0]->source, $object[1]);
            }
        });
    }

    /** Before the removal, for after it the entity has forgotten the name. */
    public function removing(Event $event): void
    {
        $this->guarded($event, function (Event $event): void {
            $object = $this->locate($event);
            if ($object !== null) {
                $field = $event->getMapping()->getFilePropertyName();
                $this->going[$event->getObject()] = [$field => $object] + ($this->going[$event->getObject()] ?? []);
            }
        });
    }

    public function removed(Event $event): void
    {
        $this->guarded($event, function (Event $event): void {
            $field = $event->getMapping()->getFilePropertyName();
            $going = $this->going[$event->getObject()] ?? [];
            if (isset($going[$field])) {
                [$place, $key] = $going[$field];
                $this->events->removed($place->source, $key);
                unset($going[$field]);
                $this->going[$event->getObject()] = $going;
            }
        });
    }

    /** @return array{Place, string}|null place and key */
    private function locate(Event $event): ?array
    {
        $mapping = $event->getMapping();
        $name = $mapping->getFileName($event->getObject());
        if ($name === null || $name === '') {
            return null;
        }
        $mappingName = $mapping->getMappingName();
        $place = $this->places[$mappingName] ?? $this->places[$mapping->getUploadDestination()] ?? null;
        if ($place !== null) {
            return [$place, $place->key($mapping->getUploadDir($event->getObject()), $name)];
        }
        if (!isset($this->unknown[$mappingName])) {
            $this->unknown[$mappingName] = true;
            $this->logger?->info('Continuity is not told of uploads of a mapping that continuity.vich_uploader'
                . ' does not name', ['mapping' => $mappingName]);
        }

        return null;
    }

    /** @param callable(Event): void $tell */
    private function guarded(Event $event, callable $tell): void
    {
        try {
            $tell($event);
        } catch (\Throwable $failure) {
            $this->logger?->error('Continuity: an upload cannot be told of, and was left to reconciliation', [
                'mapping' => $event->getMapping()->getMappingName(),
                'cause' => $failure->getMessage(),
            ]);
        }
    }
}
