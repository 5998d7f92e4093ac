<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Bridge;

use Mangatheque\Continuity\Bridge\VichUploader\Place;
use Mangatheque\Continuity\Bridge\VichUploader\UploadSubscriber;
use Mangatheque\Continuity\Tests\MemoryStore;
use Mangatheque\Continuity\Tests\RecordingLogger;
use Mangatheque\Continuity\Tests\ScriptedTransport;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;
use Symfony\Component\EventDispatcher\EventDispatcher;
use Vich\UploaderBundle\Event\Event;
use Vich\UploaderBundle\Mapping\PropertyMapping;
use Vich\UploaderBundle\Naming\DirectoryNamerInterface;

final class UploadSubscriberTest extends TestCase
{
    private ScriptedTransport $intake;
    private UploadEvents $events;
    private RecordingLogger $log;
    private EventDispatcher $dispatcher;
    private object $manga;

    protected function setUp(): void
    {
        if (!class_exists(EventDispatcher::class)) {
            self::markTestSkipped('symfony/event-dispatcher is not installed');
        }
        $this->intake = new ScriptedTransport(new Response(202));
        $this->events = UploadEvents::connect(
            'http://a.example',
            't',
            transport: $this->intake,
            restStore: new MemoryStore(),
        );
        $this->log = new RecordingLogger();
        $this->dispatcher = new EventDispatcher();
        $this->dispatcher->addSubscriber(new UploadSubscriber($this->events, [
            'covers' => new Place('uploads', 'covers/'),
            'avatars.storage' => new Place('avatars'),
        ], $this->log));
        $this->manga = new class {
            public ?object $file = null;
            public ?string $fileName = 'one-piece-1.jpg';
            public ?object $other = null;
            public ?string $otherName = 'back.jpg';
        };
    }

    private static function mapping(
        string $name,
        string $destination = '/srv/uploads',
        string $field = 'file',
    ): PropertyMapping {
        $mapping = new PropertyMapping($field, "{$field}Name");
        $mapping->setMappingName($name);
        $mapping->setMapping(['upload_destination' => $destination, 'uri_prefix' => '/']);

        return $mapping;
    }

    private function upload(PropertyMapping $mapping): void
    {
        $this->dispatcher->dispatch(new Event($this->manga, $mapping), 'vich_uploader.post_upload');
    }

    /** As the bundle's upload handler does it. */
    private function remove(PropertyMapping $mapping, bool $cancelled = false): void
    {
        $this->dispatcher->dispatch(new Event($this->manga, $mapping), 'vich_uploader.pre_remove');
        if (!$cancelled) {
            $mapping->erase($this->manga);
            $this->dispatcher->dispatch(new Event($this->manga, $mapping), 'vich_uploader.post_remove');
        }
    }

    /** @return list<string> */
    private function sent(): array
    {
        $this->events->flush();
        $events = $this->intake->requests === [] ? [] : $this->intake->events(0);

        return array_map(static fn (array $it): string => "{$it['action']} {$it['source']}:{$it['key']}", $events);
    }

    public function testAnUploadIsToldWhereTheMappingIs(): void
    {
        $this->upload(self::mapping('covers'));

        self::assertSame(['created uploads:covers/one-piece-1.jpg'], $this->sent());
    }

    public function testTheDirectoryOfTheNamerIsPartOfTheKey(): void
    {
        $mapping = self::mapping('covers');
        $mapping->setDirectoryNamer(new class implements DirectoryNamerInterface {
            public function directoryName(object|array $object, $mapping): string
            {
                return 'o/one-piece/';
            }
        });

        $this->upload($mapping);

        self::assertSame(['created uploads:covers/o/one-piece/one-piece-1.jpg'], $this->sent());
    }

    public function testAMappingIsAlsoKnownByItsDestination(): void
    {
        $this->upload(self::mapping('faces', 'avatars.storage'));

        self::assertSame(['created avatars:one-piece-1.jpg'], $this->sent());
    }

    public function testARemovalIsToldByTheNameThatIsForgottenAfterIt(): void
    {
        $this->remove(self::mapping('covers'));

        self::assertNull($this->manga->fileName);
        self::assertSame(['removed uploads:covers/one-piece-1.jpg'], $this->sent());
    }

    public function testFieldsOfOneEntityAreKeptApart(): void
    {
        $front = self::mapping('covers');
        $back = self::mapping('covers', field: 'other');
        $this->dispatcher->dispatch(new Event($this->manga, $front), 'vich_uploader.pre_remove');
        $this->remove($back);
        $this->dispatcher->dispatch(new Event($this->manga, $front), 'vich_uploader.post_remove');

        self::assertSame(
            ['removed uploads:covers/back.jpg', 'removed uploads:covers/one-piece-1.jpg'],
            $this->sent(),
        );
    }

    public function testARemovalThatIsCancelledIsNotTold(): void
    {
        $this->remove(self::mapping('covers'), cancelled: true);

        self::assertSame([], $this->sent());
    }

    public function testWhatReplacesAFileIsToldAfterIt(): void
    {
        $this->remove(self::mapping('covers'));
        $this->manga->fileName = 'new.jpg';
        $this->upload(self::mapping('covers'));

        self::assertSame(['removed uploads:covers/one-piece-1.jpg', 'created uploads:covers/new.jpg'], $this->sent());
    }

    public function testAMappingThatNobodyNamedIsSaidOnceAndNotTold(): void
    {
        $this->upload(self::mapping('drafts'));
        $this->upload(self::mapping('drafts'));

        self::assertSame([], $this->sent());
        self::assertCount(1, $this->log->lines);
        self::assertStringContainsString('"mapping":"drafts"', $this->log->lines[0]);
    }

    public function testAnEntityThatFailsIsNoFailureOfTheUpload(): void
    {
        $mapping = self::mapping('covers');
        $mapping->setDirectoryNamer(new class implements DirectoryNamerInterface {
            public function directoryName(object|array $object, $mapping): string
            {
                throw new \LogicException('no slug yet');
            }
        });

        $this->upload($mapping);

        self::assertSame([], $this->sent());
        self::assertStringContainsString('no slug yet', $this->log->text());
    }
}
