<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Rest;

use Mangatheque\Continuity\Rest\FileStore;
use Mangatheque\Continuity\Tests\Directory;
use PHPUnit\Framework\TestCase;

final class FileStoreTest extends TestCase
{
    private const URL = 'https://continuity.example';

    private Directory $directory;

    protected function setUp(): void
    {
        $this->directory = new Directory();
    }

    protected function tearDown(): void
    {
        $this->directory->remove();
    }

    private function store(string $url = self::URL): FileStore
    {
        return new FileStore($this->directory->path, $url);
    }

    public function testWhatOneKeepsAnotherReadsInWholeSeconds(): void
    {
        self::assertNull($this->store()->begun());

        $this->store()->begin(1_779_651_404.9);
        self::assertSame(1_779_651_404.0, $this->store()->begun());
        $this->store()->begin(1_779_651_420.1);

        self::assertSame(1_779_651_420.0, $this->store()->begun());
        self::assertCount(1, $this->directory->files());
    }

    public function testEachIntakeHasItsOwn(): void
    {
        $this->store()->begin(1_779_651_404.0);

        self::assertNull($this->store('https://other.example')->begun());
    }

    public function testItsNameTellsNothing(): void
    {
        $this->store()->begin(1_779_651_404.0);

        self::assertMatchesRegularExpression('/^continuity-rest-[0-9a-f]{64}$/D', $this->directory->files()[0]);
    }

    public function testALinkThatAStrangerPutThereIsNeitherFollowedNorBelieved(): void
    {
        $this->store()->begin(1_779_651_404.0);
        $mark = $this->directory->path . '/' . $this->directory->files()[0];
        $target = $this->directory->path . '/target';
        touch($target, 1_700_000_000);
        unlink($mark);
        symlink($target, $mark);

        self::assertNull($this->store()->begun());
        $this->store()->begin(1_779_651_404.0);

        clearstatcache();
        self::assertSame(1_700_000_000, filemtime($target));
        self::assertFalse(is_link($mark));
        self::assertSame(1_779_651_404.0, $this->store()->begun());
    }

    public function testAFileOfAnotherUserIsNotBelieved(): void
    {
        $this->store()->begin(1_779_651_404.0);
        $mark = $this->directory->path . '/' . $this->directory->files()[0];
        if (!\function_exists('posix_geteuid') || posix_geteuid() !== 0 || !@chown($mark, 65_534)) {
            self::markTestSkipped('only root can give files away');
        }

        self::assertNull($this->store()->begun());
    }

    public function testADirectoryThatTakesNothingIsNamed(): void
    {
        $store = new FileStore($this->directory->path . '/missing', self::URL);

        self::assertNull($store->begun());
        $this->expectException(\RuntimeException::class);
        $this->expectExceptionMessage('cannot create ' . $this->directory->path . '/missing/');

        $store->begin(1.0);
    }

    public function testNothingIsLeftBehindWhereItCannotBePut(): void
    {
        $this->store()->begin(1_779_651_404.0);
        $mark = $this->directory->path . '/' . $this->directory->files()[0];
        unlink($mark);
        mkdir($mark);
        try {
            $this->store()->begin(1_779_651_404.0);
            self::fail('a file took the place of a directory');
        } catch (\RuntimeException $expected) {
            self::assertStringContainsString($mark, $expected->getMessage());
            self::assertNull($this->store()->begun());
            self::assertSame([basename($mark)], $this->directory->files());
        } finally {
            rmdir($mark);
        }
    }
}
