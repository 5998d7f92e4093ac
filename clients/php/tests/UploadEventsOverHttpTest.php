<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Tests\Server\StubServer;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;

/** With the real transport and the real clock. */
final class UploadEventsOverHttpTest extends TestCase
{
    private ?StubServer $server = null;
    private RecordingLogger $log;

    protected function setUp(): void
    {
        $this->log = new RecordingLogger();
    }

    protected function tearDown(): void
    {
        $this->server?->close();
    }

    /** @param array{status: int, headers?: list<string>, body?: string, delay?: float} ...$answers */
    private function events(array ...$answers): UploadEvents
    {
        $this->server = new StubServer(...$answers);

        return $this->connect($this->server->url);
    }

    private function connect(string $url): UploadEvents
    {
        return UploadEvents::connect($url, 's3cret-token', $this->log, restStore: new MemoryStore());
    }

    /** @return list<list<string>> keys by request */
    private function keys(): array
    {
        return array_map(
            static fn (array $it): array => array_column(json_decode($it['body'], true), 'key'),
            $this->server?->requests() ?? [],
        );
    }

    public function testEventsReachTheIntake(): void
    {
        $events = $this->events(['status' => 202, 'body' => '{"ids":["1"]}']);
        $events->created('uploads', 'été/1.jpg');

        $events->flush();

        self::assertSame([['été/1.jpg']], $this->keys());
        self::assertSame('Bearer s3cret-token', $this->server?->requests()[0]['headers']['authorization']);
        self::assertSame(1, $events->tally()->sent);
    }

    public function testOnlyTheFaultyAreLost(): void
    {
        $problem = '{"status":400,"errors":[{"index":0,"pointer":"/source","detail":"there is no source"}]}';
        $events = $this->events(['status' => 400, 'body' => $problem], ['status' => 202]);
        $events->created('nowhere', 'a');
        $events->created('uploads', 'b');

        $events->flush();

        self::assertSame([['a', 'b'], ['b']], $this->keys());
        self::assertSame([1, 1], [$events->tally()->sent, $events->tally()->dropped]);
    }

    /**
     * @testWith [429]
     *           [503]
     */
    public function testABusyIntakeIsAskedAgain(int $status): void
    {
        $events = $this->events(['status' => $status], ['status' => 202]);
        $events->created('uploads', 'a');

        $events->flush();

        self::assertSame([['a'], ['a']], $this->keys());
        self::assertSame(1, $events->tally()->sent);
    }

    public function testASlowIntakeHoldsNobodyUpForLong(): void
    {
        $events = $this->events(['status' => 202, 'delay' => 10.0]);
        $events->created('uploads', 'a');
        $start = microtime(true);

        $events->flush();
        $events->flush();

        self::assertLessThan(5.0, microtime(true) - $start);
        self::assertSame(1, $events->tally()->pending);
        self::assertStringContainsString('cannot be told of uploads', $this->log->text());
    }

    public function testADeadIntakeHoldsNobodyUpAtAll(): void
    {
        $url = 'http://127.0.0.1:' . StubServer::freePort();
        $events = $this->connect($url);
        $events->created('uploads', 'a');
        $start = microtime(true);

        $events->flush();

        self::assertLessThan(2.5, microtime(true) - $start);
        self::assertSame(1, $events->tally()->pending);
        self::assertStringContainsString($url, $this->log->text());
        self::assertStringNotContainsString('s3cret-token', $this->log->text());
    }
}
