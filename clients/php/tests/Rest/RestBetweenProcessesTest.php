<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Rest;

use Mangatheque\Continuity\Tests\Directory;
use Mangatheque\Continuity\Tests\Server\StubServer;
use PHPUnit\Framework\TestCase;

/** With real processes, and the stores as they are chosen. */
final class RestBetweenProcessesTest extends TestCase
{
    private const TOKEN = 's3cret-token';

    private Directory $temporary;
    private ?StubServer $intake = null;

    protected function setUp(): void
    {
        $this->temporary = new Directory();
    }

    protected function tearDown(): void
    {
        $this->intake?->close();
        $this->temporary->remove();
    }

    /**
     * @param list<string> $options of php
     *
     * @return string what was logged
     */
    private function upload(int $requests, array $options = []): string
    {
        $process = proc_open(
            [PHP_BINARY, ...$options, __DIR__ . '/../Server/upload.php', $this->intake?->url, self::TOKEN, $requests],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            null,
            ['TMPDIR' => $this->temporary->path] + getenv(),
        );
        \assert($process !== false);
        $log = (string) stream_get_contents($pipes[1]);
        self::assertSame(0, proc_close($process), $log);

        return $log;
    }

    public function testABusyIntakeIsLeftAloneByTheNextProcess(): void
    {
        $this->intake = new StubServer(['status' => 503, 'headers' => ['Retry-After: 60']]);
        $withoutApcu = ['-d', 'apc.enable_cli=0'];

        $first = $this->upload(1, $withoutApcu);
        $second = $this->upload(1, $withoutApcu);

        self::assertCount(1, $this->intake->requests());
        self::assertStringContainsString('warning Continuity cannot be told of uploads', $first);
        self::assertStringContainsString('is left alone', $second);
        $files = $this->temporary->files();
        self::assertCount(1, $files);
        touch($this->temporary->path . "/$files[0]", time() - 15);
        $this->upload(1, $withoutApcu);
        self::assertCount(2, $this->intake->requests());
    }

    public function testARefusedTokenIsTriedAgainByTheNextProcess(): void
    {
        $this->intake = new StubServer(['status' => 401]);

        $this->upload(1);
        $this->upload(1);

        self::assertCount(2, $this->intake->requests());
        self::assertSame([], $this->temporary->files());
    }

    public function testWithApcuTheNextRequestKnowsWithoutAFile(): void
    {
        if (!\extension_loaded('apcu')) {
            self::markTestSkipped('ext-apcu is not installed');
        }
        $this->intake = new StubServer(['status' => 503, 'headers' => ['Retry-After: 60']]);

        $log = $this->upload(2, ['-d', 'apc.enable_cli=1']);

        self::assertCount(1, $this->intake->requests());
        self::assertStringContainsString('is left alone', $log);
        self::assertSame([], $this->temporary->files());
    }
}
