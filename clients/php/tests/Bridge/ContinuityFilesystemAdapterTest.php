<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Bridge;

use League\Flysystem\ChecksumAlgoIsNotSupported;
use League\Flysystem\Config;
use League\Flysystem\Filesystem;
use League\Flysystem\FilesystemException;
use League\Flysystem\UnableToGeneratePublicUrl;
use League\Flysystem\UnableToGenerateTemporaryUrl;
use Mangatheque\Continuity\Bridge\Flysystem\ContinuityFilesystemAdapter;
use Mangatheque\Continuity\Tests\MemoryAdapter;
use Mangatheque\Continuity\Tests\MemoryStore;
use Mangatheque\Continuity\Tests\ScriptedTransport;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;

final class ContinuityFilesystemAdapterTest extends TestCase
{
    private ScriptedTransport $intake;
    private UploadEvents $events;
    private MemoryAdapter $bucket;
    private ContinuityFilesystemAdapter $adapter;

    protected function setUp(): void
    {
        $this->intake = new ScriptedTransport(new Response(202));
        $this->events = UploadEvents::connect(
            'http://a.example',
            't',
            transport: $this->intake,
            restStore: new MemoryStore(),
        );
        $this->bucket = new MemoryAdapter();
        $this->adapter = $this->adapter();
    }

    private function adapter(bool $sha256 = false): ContinuityFilesystemAdapter
    {
        return new ContinuityFilesystemAdapter($this->bucket, $this->events, 'uploads', 'site/', $sha256);
    }

    /** @return list<array<string, mixed>> without their times */
    private function sent(): array
    {
        $this->events->flush();
        $events = $this->intake->requests === [] ? [] : $this->intake->events(0);

        return array_map(static fn (array $it): array => array_diff_key($it, ['occurredAt' => 0]), $events);
    }

    public function testAWriteIsToldWithItsSize(): void
    {
        $this->adapter->write('covers/1.jpg', 'pixels', new Config());

        self::assertSame('pixels', $this->bucket->files['covers/1.jpg']);
        self::assertSame(
            [['source' => 'uploads', 'key' => 'site/covers/1.jpg', 'action' => 'created', 'size' => 6]],
            $this->sent(),
        );
    }

    public function testAWriteIsToldWithItsHashWhereThatIsWanted(): void
    {
        $this->adapter(sha256: true)->write('a', 'pixels', new Config());

        self::assertSame(hash('sha256', 'pixels'), $this->sent()[0]['sha256']);
    }

    public function testAStreamIsToldWithTheSizeOfWhatIsLeftOfIt(): void
    {
        $stream = fopen('php://temp', 'w+b');
        fwrite($stream, 'pixels');
        fseek($stream, 2);

        $this->adapter->writeStream('a', $stream, new Config());

        self::assertSame('xels', $this->bucket->files['a']);
        self::assertSame(4, $this->sent()[0]['size']);
    }

    public function testAStreamOfUnknownLengthIsToldWithoutSize(): void
    {
        [$here, $there] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        fwrite($there, 'pixels');
        fclose($there);

        $this->adapter->writeStream('a', $here, new Config());

        self::assertSame('pixels', $this->bucket->files['a']);
        self::assertSame([['source' => 'uploads', 'key' => 'site/a', 'action' => 'created']], $this->sent());
    }

    public function testAStreamThatKnowsNothingOfItselfIsNoReasonToWarn(): void
    {
        $wrapper = new class {
            /** @var resource|null */
            public $context;
            private string $left = 'pixels';

            public function stream_open(string $path, string $mode, int $options, ?string &$opened): bool
            {
                return true;
            }

            public function stream_read(int $count): string
            {
                [$read, $this->left] = [substr($this->left, 0, $count), substr($this->left, $count)];

                return $read;
            }

            public function stream_eof(): bool
            {
                return $this->left === '';
            }
        };
        stream_wrapper_register('continuity-test', $wrapper::class);
        try {
            $this->adapter->writeStream('a', fopen('continuity-test://a', 'rb'), new Config());
        } finally {
            stream_wrapper_unregister('continuity-test');
        }

        self::assertSame('pixels', $this->bucket->files['a']);
        self::assertArrayNotHasKey('size', $this->sent()[0]);
    }

    public function testAMoveIsARemovalAndACreation(): void
    {
        $this->bucket->files = ['a' => '1', 'b' => '2'];

        $this->adapter->copy('a', 'c', new Config());
        $this->adapter->move('a', 'd', new Config());
        $this->adapter->delete('b');

        self::assertSame(
            ['created site/c', 'removed site/a', 'created site/d', 'removed site/b'],
            array_map(static fn (array $it): string => "{$it['action']} {$it['key']}", $this->sent()),
        );
    }

    public function testOfADeletedDirectoryNothingIsTold(): void
    {
        $this->bucket->files = ['a/1' => '1', 'a/2' => '2', 'b' => '3'];

        $this->adapter->deleteDirectory('a');

        self::assertSame(['b'], array_keys($this->bucket->files));
        self::assertSame([], $this->sent());
    }

    public function testWhatFailedIsNotTold(): void
    {
        $this->bucket->shut = true;
        try {
            $this->adapter->write('a', 'pixels', new Config());
            self::fail('it was written');
        } catch (FilesystemException) {
            self::assertSame([], $this->sent());
        }
    }

    public function testReadingAndAskingGoThroughUntold(): void
    {
        $this->bucket->files = ['a/1' => 'pixels'];

        self::assertTrue($this->adapter->fileExists('a/1'));
        self::assertTrue($this->adapter->directoryExists('a'));
        self::assertSame('pixels', $this->adapter->read('a/1'));
        self::assertSame('pixels', stream_get_contents($this->adapter->readStream('a/1')));
        self::assertSame(6, $this->adapter->fileSize('a/1')->fileSize());
        self::assertSame('image/jpeg', $this->adapter->mimeType('a/1')->mimeType());
        self::assertSame(1_700_000_000, $this->adapter->lastModified('a/1')->lastModified());
        self::assertSame('public', $this->adapter->visibility('a/1')->visibility());
        self::assertCount(1, iterator_to_array($this->adapter->listContents('', true)));
        $this->adapter->setVisibility('a/1', 'private');
        $this->adapter->createDirectory('b', new Config());
        self::assertTrue($this->bucket->fileExists('b/'));
        self::assertSame([], $this->sent());
    }

    public function testWhatTheWrappedAdapterCannotDoIsRefusedAsFlysystemExpects(): void
    {
        $refusals = [
            ChecksumAlgoIsNotSupported::class => fn () => $this->adapter->checksum('a', new Config()),
            UnableToGeneratePublicUrl::class => fn () => $this->adapter->publicUrl('a', new Config()),
            UnableToGenerateTemporaryUrl::class =>
                fn () => $this->adapter->temporaryUrl('a', new \DateTimeImmutable(), new Config()),
        ];
        foreach ($refusals as $class => $ask) {
            try {
                $ask();
                self::fail("no $class");
            } catch (\Exception $refusal) {
                self::assertInstanceOf($class, $refusal);
            }
        }
    }

    public function testWorksBelowAFilesystem(): void
    {
        $stream = fopen('php://temp', 'w+b');
        fwrite($stream, 'pixels');
        rewind($stream);

        (new Filesystem($this->adapter))->writeStream('covers/1.jpg', $stream);

        self::assertSame('site/covers/1.jpg', $this->sent()[0]['key']);
    }
}
