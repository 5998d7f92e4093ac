<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Rest;

use Mangatheque\Continuity\Rest\RestStore;
use Mangatheque\Continuity\Tests\FakeClock;
use Mangatheque\Continuity\Tests\MemoryStore;
use Mangatheque\Continuity\Tests\RecordingLogger;
use Mangatheque\Continuity\Tests\ScriptedTransport;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\Transport\TransportFailure;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;

/** Each UploadEvents here is a request of its own, as under PHP-FPM. */
final class RestTest extends TestCase
{
    private RecordingLogger $log;
    private FakeClock $clock;
    private MemoryStore $store;

    protected function setUp(): void
    {
        $this->log = new RecordingLogger();
        $this->clock = new FakeClock();
        $this->store = new MemoryStore();
    }

    private function request(ScriptedTransport $intake, float $rest = 15.0, ?RestStore $store = null): UploadEvents
    {
        $events = UploadEvents::connect(
            'https://continuity.example',
            's3cret-token',
            $this->log,
            $intake,
            rest: $rest,
            clock: $this->clock,
            restStore: $store ?? $this->store,
        );
        $events->created('uploads', 'a');
        $events->flush();

        return $events;
    }

    /** @return array<string, array{Response|\Throwable}> */
    public static function ofEveryone(): array
    {
        return [
            'unreachable' => [new TransportFailure('Connection timed out')],
            'too many requests' => [new Response(429, '', 60.0)],
            'failing' => [new Response(500)],
            'a proxy without intake' => [new Response(502)],
            'busy' => [new Response(503, '', 60.0)],
        ];
    }

    /** @dataProvider ofEveryone */
    public function testWhatFailedOneRequestIsLeftAloneByTheNext(Response|\Throwable $answer): void
    {
        $intake = new ScriptedTransport($answer);

        $this->request($intake);
        $this->clock->elapsed += 14.9;
        $next = $this->request($intake);

        self::assertCount(1, $intake->requests);
        self::assertSame(1, $next->tally()->pending);
        $this->clock->elapsed += 0.1;
        $this->request($intake);
        self::assertCount(2, $intake->requests);
    }

    public function testThatARequestDidNotEvenTryIsInTheLogOnce(): void
    {
        $intake = new ScriptedTransport(new TransportFailure('gone'));
        $this->request($intake);
        $this->log->lines = [];

        $next = $this->request($intake);
        $next->flush();

        self::assertSame([
            'info Continuity failed another process or request a moment ago and is left alone: uploads wait for'
            . ' this process to flush again, and are left to reconciliation if it ends before'
            . ' {"events":1,"url":"https://continuity.example"}',
        ], $this->log->lines);
    }

    public function testAWorkerThatRestedSendsWhatWaited(): void
    {
        $intake = new ScriptedTransport(new TransportFailure('gone'), new Response(202));
        $this->request($intake);
        $worker = $this->request($intake);

        $this->clock->elapsed += 15.0;
        $worker->flush();

        self::assertSame(1, $worker->tally()->sent);
    }

    /** @return array<string, array{int}> */
    public static function ofOneClient(): array
    {
        return ['a wrong token' => [401], 'a wrong path' => [404], 'a redirect' => [301]];
    }

    /** @dataProvider ofOneClient */
    public function testWhatRefusesThisClientSaysNothingToOthers(int $status): void
    {
        $intake = new ScriptedTransport(new Response($status), new Response(202));

        $refused = $this->request($intake);
        $other = $this->request($intake);
        $refused->flush();

        self::assertCount(2, $intake->requests);
        self::assertSame([1, 1], [$other->tally()->sent, $refused->tally()->pending]);
    }

    public function testAnIntakeThatTookSomethingIsNotDeadForOthers(): void
    {
        $intake = new ScriptedTransport(new Response(202), new TransportFailure('slow'), new Response(202));
        $import = UploadEvents::connect(
            'https://continuity.example',
            's3cret-token',
            $this->log,
            $intake,
            clock: $this->clock,
            restStore: $this->store,
        );
        for ($i = 0; $i < 1_001; $i++) {
            $import->created('uploads', "$i");
        }

        $import->flush();
        $other = $this->request($intake);

        self::assertSame([1_000, 1], [$import->tally()->sent, $import->tally()->pending]);
        self::assertSame(1, $other->tally()->sent);
    }

    /** @return array<string, array{float}> */
    public static function changes(): array
    {
        return ['back by an hour' => [-3600.0], 'back by a second' => [-1.0], 'forward by a day' => [86_400.0]];
    }

    /** @dataProvider changes */
    public function testAClockThatIsChangedProlongsNoRest(float $change): void
    {
        $intake = new ScriptedTransport(new TransportFailure('gone'), new Response(202));
        $failed = $this->request($intake);

        $this->clock->putForward += $change;
        $next = $this->request($intake);
        $failed->flush();
        $this->clock->elapsed += 15.0;
        self::assertSame(1, $failed->tally()->pending);
        $failed->flush();

        self::assertSame([1, 1], [$next->tally()->sent, $failed->tally()->sent]);
    }

    public function testWithoutAStoreEachRequestFindsOutForItself(): void
    {
        $intake = new ScriptedTransport(new TransportFailure('gone'));
        $broken = new MemoryStore(new \RuntimeException("no space\nleft"));

        $first = $this->request($intake, store: $broken);
        $first->flush();
        $this->request($intake, store: $broken);

        self::assertCount(2, $intake->requests);
        $debug = 'debug Continuity: whether it is to be left alone is not shared with other processes and requests'
            . ' {"cause":"no space\\\\x0aleft"}';
        self::assertSame(4, \count(array_keys($this->log->lines, $debug, true)));
        self::assertCount(6, $this->log->lines);
    }

    public function testNoRestIsNone(): void
    {
        $intake = new ScriptedTransport(new TransportFailure('gone'));

        $this->request($intake, rest: 0.0)->flush();
        $this->request($intake, rest: 0.0);

        self::assertCount(3, $intake->requests);
        self::assertNull($this->store->at);
    }
}
