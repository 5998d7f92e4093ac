<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Transport\Request;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\Transport\TransportFailure;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;
use Psr\Log\AbstractLogger;

final class UploadEventsTest extends TestCase
{
    private const TOKEN = 's3cret-token';

    private RecordingLogger $log;
    private FakeClock $clock;

    protected function setUp(): void
    {
        $this->log = new RecordingLogger();
        $this->clock = new FakeClock();
    }

    private function events(ScriptedTransport $transport, int $maxPending = 10_000): UploadEvents
    {
        return UploadEvents::connect(
            'https://continuity.example/',
            self::TOKEN,
            $this->log,
            $transport,
            maxPending: $maxPending,
            clock: $this->clock,
            restStore: new MemoryStore(),
        );
    }

    /** @param array<array<string, mixed>> $errors */
    private static function problem(int $status, array $errors = [], string $detail = 'no'): Response
    {
        return new Response($status, json_encode(['status' => $status, 'detail' => $detail, 'errors' => $errors]));
    }

    private function assertTally(UploadEvents $events, int $sent, int $dropped, int $pending): void
    {
        $tally = $events->tally();
        self::assertSame([$sent, $dropped, $pending], [$tally->sent, $tally->dropped, $tally->pending]);
    }

    public function testEventsAreCollectedAndSentTogether(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        $events->created('uploads', 'covers/1.jpg', etag: 'abc', size: 7);
        $events->removed('avatars', 'old.png');
        self::assertSame([], $intake->requests);
        $events->flush();

        $request = $intake->requests[0];
        self::assertSame('https://continuity.example/v1/events', $request->url);
        self::assertSame('Bearer ' . self::TOKEN, $request->headers['Authorization']);
        self::assertSame('application/json', $request->headers['Content-Type']);
        self::assertSame(1.0, $request->connectTimeout);
        self::assertSame(2.0, $request->timeout);
        self::assertSame([
            ['source' => 'uploads', 'key' => 'covers/1.jpg', 'action' => 'created', 'etag' => 'abc', 'size' => 7,
                'occurredAt' => '2026-05-24T19:36:44.379Z'],
            ['source' => 'avatars', 'key' => 'old.png', 'action' => 'removed',
                'occurredAt' => '2026-05-24T19:36:44.379Z'],
        ], $intake->events(0));
        $this->assertTally($events, 2, 0, 0);
        self::assertSame([], $this->log->lines);
    }

    public function testWithNothingToSayNothingIsSent(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);
        $events->created('uploads', '1');

        $events->flush();
        $events->flush();

        self::assertCount(1, $intake->requests);
    }

    public function testOnlyTheLastWordOfAnObjectIsSent(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        $events->created('uploads', 'a', size: 1);
        $events->created('uploads', 'b');
        $events->removed('uploads', 'a');
        $events->created('avatars', 'a');
        $events->flush();

        self::assertSame(
            [['uploads', 'b', 'created'], ['uploads', 'a', 'removed'], ['avatars', 'a', 'created']],
            array_map(static fn (array $it): array => [$it['source'], $it['key'], $it['action']], $intake->events(0)),
        );
    }

    /** @return array<string, array{?string, ?string, string}> */
    public static function unset(): array
    {
        return [
            'both' => [null, null, 'CONTINUITY_URL and CONTINUITY_TOKEN not set'],
            'the URL' => [' ', 't', 'CONTINUITY_URL not set'],
            'the token' => ['https://a.example', '', 'CONTINUITY_TOKEN not set'],
        ];
    }

    /** @dataProvider unset */
    public function testWithoutUrlOrTokenItDoesNothingAndSaysSoOnce(?string $url, ?string $token, string $why): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = UploadEvents::connect($url, $token, $this->log, $intake);
        $events->flush();
        self::assertSame([], $this->log->lines);

        $events->created('uploads', 'a');
        $events->removed('uploads', 'b');
        $events->flush();

        self::assertSame([], $intake->requests);
        self::assertSame(['info Continuity is not told of uploads {"cause":"' . $why . '"}'], $this->log->lines);
        $this->assertTally($events, 0, 0, 0);
    }

    public function testWrongSettingsAreAnErrorInTheLogAndNowhereElse(): void
    {
        $events = UploadEvents::connect('continuity.example', self::TOKEN, $this->log);

        $events->created('uploads', 'a');
        $events->created('uploads', 'b');
        $events->flush();

        self::assertCount(1, $this->log->lines);
        self::assertStringStartsWith('error ', $this->log->lines[0]);
        self::assertStringContainsString('CONTINUITY_URL', $this->log->lines[0]);
        self::assertStringNotContainsString(self::TOKEN, $this->log->text());
    }

    public function testTheEnvironmentConfiguresIt(): void
    {
        putenv('CONTINUITY_URL=http://from.environment');
        $_SERVER['CONTINUITY_TOKEN'] = 'token-of-dotenv';
        try {
            $intake = new ScriptedTransport(new Response(202));
            $events = UploadEvents::fromEnvironment($this->log, $intake);
            $events->created('uploads', 'a');
            $events->flush();

            self::assertSame('http://from.environment/v1/events', $intake->requests[0]->url);
            self::assertSame('Bearer token-of-dotenv', $intake->requests[0]->headers['Authorization']);
        } finally {
            putenv('CONTINUITY_URL');
            unset($_SERVER['CONTINUITY_TOKEN']);
        }
    }

    public function testManyEventsGoInSeveralRequestsOfNoMoreThanAnIntakeTakes(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        for ($i = 0; $i < 2_500; $i++) {
            $events->created('uploads', "$i");
        }
        $events->flush();

        self::assertSame([1_000, 1_000, 500], array_map(
            static fn (int $request): int => \count($intake->keys($request)),
            [0, 1, 2],
        ));
        self::assertCount(3, $intake->requests);
    }

    public function testBatchesStayBelowOneMebibyteEvenWithLongKeys(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        for ($i = 0; $i < 1_000; $i++) {
            // Each of these bytes is six in JSON.
            $events->created('uploads', str_repeat("\x01", 1_000) . $i);
        }
        $events->flush();

        self::assertGreaterThan(5, \count($intake->requests));
        foreach ($intake->requests as $request) {
            self::assertLessThan(1_048_576, \strlen($request->body));
        }
        $this->assertTally($events, 1_000, 0, 0);
    }

    public function testMemoryIsBounded(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake, maxPending: 3);

        for ($i = 0; $i < 10; $i++) {
            $events->created('uploads', "$i");
        }
        $events->removed('uploads', '1');

        $this->assertTally($events, 0, 7, 3);
        self::assertCount(1, $this->log->lines);
        self::assertStringContainsString('"maxPending":3', $this->log->lines[0]);
        $events->flush();
        self::assertSame(['0', '2', '1'], $intake->keys(0));
    }

    public function testAKeyThatIsNoTextIsLoggedAndDroppedAlone(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        $events->created('uploads', "caf\xe9\n.jpg");
        $events->created('uploads', 'fine');
        $events->flush();

        self::assertSame(['fine'], $intake->keys(0));
        $this->assertTally($events, 1, 1, 0);
        self::assertStringContainsString('caf\\\\xe9\\\\x0a.jpg', $this->log->text());
        self::assertStringContainsString('not valid UTF-8', $this->log->text());
    }

    public function testFalseIsAsGoodAsNull(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        $events->created('uploads', 'etag', etag: false);
        $events->created('uploads', 'size', size: false);
        $events->created('uploads', 'sha256', sha256: false);
        $events->flush();

        $known = ['source', 'key', 'action', 'occurredAt'];
        self::assertSame([$known, $known, $known], array_map(array_keys(...), $intake->events(0)));
        self::assertSame([], $this->log->lines);
        $this->assertTally($events, 3, 0, 0);
    }

    public function testAFileThatCannotBeReadIsToldWithoutItsHashAndSize(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);
        $missing = __DIR__ . '/no-such-file';

        $events->created(
            'uploads',
            'a',
            etag: @md5_file($missing),
            size: @filesize($missing),
            sha256: @hash_file('sha256', $missing),
        );
        $events->flush();

        self::assertSame(['source', 'key', 'action', 'occurredAt'], array_keys($intake->events(0)[0]));
    }

    /** @return array<string, array{callable(UploadEvents): void, string}> */
    public static function nulls(): array
    {
        $noKey = '{"source":"uploads","key":null,"cause":"the key is null"}';
        $noSource = '{"source":null,"key":"a","cause":"the source is null"}';

        return [
            'no key created' => [static fn (UploadEvents $it) => $it->created('uploads', null), $noKey],
            'no key removed' => [static fn (UploadEvents $it) => $it->removed('uploads', null), $noKey],
            'no source created' => [static fn (UploadEvents $it) => $it->created(null, 'a'), $noSource],
            'no source removed' => [static fn (UploadEvents $it) => $it->removed(null, 'a'), $noSource],
        ];
    }

    /**
     * @dataProvider nulls
     *
     * @param callable(UploadEvents): void $tell
     */
    public function testNullNamesNoObjectAndIsLoggedAndDroppedAlone(callable $tell, string $context): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);

        $tell($events);
        $events->created('uploads', 'fine');
        $events->flush();

        self::assertSame(
            ["error Continuity: an upload cannot be told of, and was left to reconciliation $context"],
            $this->log->lines,
        );
        self::assertSame(['fine'], $intake->keys(0));
        $this->assertTally($events, 1, 1, 0);
    }

    public function testFaultyEventsAreDroppedAndTheRestSentOnce(): void
    {
        $intake = new ScriptedTransport(
            self::problem(400, [
                ['index' => 1, 'pointer' => '/source', 'detail' => 'there is no source'],
                ['index' => 1, 'pointer' => '/key', 'detail' => 'another fault of the same'],
                ['index' => 3, 'pointer' => '/key', 'detail' => 'x'],
                ['index' => 99, 'pointer' => '', 'detail' => 'nobody'],
                ['pointer' => '', 'detail' => 'of the whole'],
            ]),
            new Response(202),
        );
        $events = $this->events($intake);
        foreach (['a', 'b', 'c', 'd', 'e'] as $key) {
            $events->created('uploads', $key);
        }

        $events->flush();

        self::assertSame(['a', 'c', 'e'], $intake->keys(1));
        self::assertCount(2, $intake->requests);
        $this->assertTally($events, 3, 2, 0);
        self::assertCount(1, $this->log->lines);
        self::assertStringContainsString('"key":"b","detail":"/source there is no source"', $this->log->text());
    }

    public function testEventsWithoutRightAreDroppedAfterThoseWithFaults(): void
    {
        $intake = new ScriptedTransport(
            self::problem(400, [['index' => 1, 'pointer' => '/source', 'detail' => 'there is no source']]),
            self::problem(403, [['index' => 2, 'pointer' => '/source', 'detail' => 'this token may not']]),
            new Response(202),
        );
        $events = $this->events($intake);
        foreach (['a', 'faulty', 'c', 'forbidden', 'e'] as $key) {
            $events->created('uploads', $key);
        }

        $events->flush();

        self::assertSame(['a', 'c', 'forbidden', 'e'], $intake->keys(1));
        self::assertSame(['a', 'c', 'e'], $intake->keys(2));
        self::assertCount(3, $intake->requests);
        $this->assertTally($events, 3, 2, 0);
        self::assertCount(2, $this->log->lines);
        self::assertStringContainsString('"key":"faulty","detail":"/source there is no source"', $this->log->lines[0]);
        self::assertStringContainsString('"key":"forbidden","detail":"/source this token may not"', $this->log->text());
    }

    public function testAnIntakeThatRefusesOneAfterAnotherGetsFewerEachTime(): void
    {
        $always = self::problem(400, [['index' => 0, 'pointer' => '/key', 'detail' => 'x']]);
        $intake = new ScriptedTransport($always);
        $events = $this->events($intake);
        foreach (['a', 'b', 'c'] as $key) {
            $events->created('uploads', $key);
        }

        $events->flush();

        self::assertSame([['a', 'b', 'c'], ['b', 'c'], ['c']], array_map($intake->keys(...), [0, 1, 2]));
        self::assertCount(3, $intake->requests);
        $this->assertTally($events, 0, 3, 0);
    }

    public function testRefusingOneAfterAnotherTakesNoLongerThanTheBudget(): void
    {
        $intake = new ScriptedTransport(function (): Response {
            $this->clock->elapsed += 1.0;

            return self::problem(400, [['index' => 0, 'pointer' => '/key', 'detail' => 'x']]);
        });
        $events = $this->events($intake);
        for ($i = 0; $i < 100; $i++) {
            $events->created('uploads', "$i");
        }

        $events->flush();

        self::assertSame(103.0, $this->clock->elapsed);
        $this->assertTally($events, 0, 3, 97);
    }

    public function testARefusalThatNamesNoEventDropsItsBatchOnly(): void
    {
        $intake = new ScriptedTransport(new Response(400, 'not even JSON'), new Response(202));
        $events = $this->events($intake);
        for ($i = 0; $i < 1_001; $i++) {
            $events->created('uploads', "$i");
        }

        $events->flush();

        $this->assertTally($events, 1, 1_000, 0);
    }

    public function testAnIntakeWithLowerLimitsGetsSmallerRequests(): void
    {
        $intake = new ScriptedTransport(static function (Request $request): Response {
            return new Response(substr_count($request->body, '"key"') > 2 ? 413 : 202);
        });
        $events = $this->events($intake);
        for ($i = 0; $i < 7; $i++) {
            $events->created('uploads', "$i");
        }

        $events->flush();

        $this->assertTally($events, 7, 0, 0);
    }

    public function testABusyIntakeIsAskedOnceMoreSoon(): void
    {
        $intake = new ScriptedTransport(new Response(503), new Response(202));
        $events = $this->events($intake);
        $events->created('uploads', 'a');

        $events->flush();

        self::assertSame([0.2], $this->clock->pauses);
        $this->assertTally($events, 1, 0, 0);
    }

    public function testABusyIntakeIsAskedOnceMoreWhenItSaysSo(): void
    {
        $intake = new ScriptedTransport(new Response(429, '', 1.0), new Response(429, '', 1.0));
        $events = $this->events($intake);
        $events->created('uploads', 'a');

        $events->flush();

        self::assertSame([1.0], $this->clock->pauses);
        self::assertCount(2, $intake->requests);
        $this->assertTally($events, 0, 0, 1);
        self::assertStringStartsWith('warning ', $this->log->lines[0]);
    }

    public function testAnIntakeThatNeedsLongerThanTheBudgetIsNotPressed(): void
    {
        $intake = new ScriptedTransport(new Response(503, '', 5.0));
        $events = $this->events($intake);
        $events->created('uploads', 'a');

        $events->flush();

        self::assertSame([], $this->clock->pauses);
        self::assertCount(1, $intake->requests);
        $this->assertTally($events, 0, 0, 1);
    }

    public function testADeadIntakeCostsNoMoreThanTheBudgetAndIsThenLeftAlone(): void
    {
        $dead = new ScriptedTransport(function (Request $request): Response {
            $this->clock->elapsed += $request->connectTimeout;
            throw new TransportFailure('Connection timed out');
        });
        $events = $this->events($dead);
        $events->created('uploads', 'a');

        $events->flush();
        self::assertSame(101.0, $this->clock->elapsed);
        $events->created('uploads', 'b');
        $events->flush();
        self::assertCount(1, $dead->requests);
        $this->clock->elapsed += 15.0;
        $events->flush();

        self::assertSame(['a', 'b'], $dead->keys(1));
        $this->assertTally($events, 0, 0, 2);
        self::assertCount(2, $this->log->lines);
    }

    public function testASlowIntakeCostsNoMoreThanTheBudget(): void
    {
        $slow = new ScriptedTransport(function (Request $request): Response {
            $this->clock->elapsed += min(1.4, $request->timeout);

            return new Response(202);
        });
        $events = $this->events($slow);
        for ($i = 0; $i < 5_000; $i++) {
            $events->created('uploads', "$i");
        }

        $events->flush();

        self::assertEqualsWithDelta(103.0, $this->clock->elapsed, 0.05);
        self::assertEqualsWithDelta(0.2, $slow->requests[2]->timeout, 0.001);
        $this->assertTally($events, 3_000, 0, 2_000);
    }

    public function testNewerWordReplacesWhatWasKept(): void
    {
        $intake = new ScriptedTransport(new TransportFailure('gone'), new Response(202));
        $events = $this->events($intake);
        $events->created('uploads', 'a');
        $events->flush();

        $events->removed('uploads', 'a');
        $this->clock->elapsed += 15.0;
        $events->flush();

        self::assertSame('removed', $intake->events(1)[0]['action']);
        $this->assertTally($events, 1, 0, 0);
    }

    public function testARefusedTokenIsToldWithoutBeingShown(): void
    {
        $intake = new ScriptedTransport(self::problem(401, [], 'This token is none: ' . self::TOKEN));
        $events = $this->events($intake);
        $events->created('uploads', 'a');

        $events->flush();

        self::assertStringContainsString('the intake answered 401 This token is none: ***', $this->log->text());
        self::assertStringStartsWith('error ', $this->log->lines[0]);
    }

    public function testWhateverATransportThrowsStaysHere(): void
    {
        $broken = new ScriptedTransport(new \TypeError('header Authorization: Bearer ' . self::TOKEN));
        $events = $this->events($broken);
        $events->created('uploads', 'a');

        $events->flush();

        $this->assertTally($events, 0, 0, 1);
        self::assertStringContainsString('Bearer ***', $this->log->text());
        self::assertStringNotContainsString(self::TOKEN, $this->log->text());
    }

    public function testNoDumpShowsTheToken(): void
    {
        $intake = new ScriptedTransport(new Response(202));
        $events = $this->events($intake);
        $events->created('uploads', 'a');
        $events->flush();

        self::assertCount(1, $intake->requests);
        self::assertFalse(str_contains(print_r([$events, $intake], true), self::TOKEN));
    }

    public function testALoggerThatThrowsIsNoFailureOfAnUpload(): void
    {
        $broken = new class extends AbstractLogger {
            /** @param array<mixed> $context */
            public function log($level, $message, array $context = []): void
            {
                throw new \RuntimeException('disk full');
            }
        };
        $before = ini_set('error_log', '/dev/null');
        try {
            $intake = new ScriptedTransport(new TransportFailure('gone'));
            $events = UploadEvents::connect('http://a.example', 't', $broken, $intake, restStore: new MemoryStore());
            $events->created('uploads', "\xff");
            $events->created('uploads', 'a');
            $events->flush();

            $this->assertTally($events, 0, 1, 1);
        } finally {
            ini_set('error_log', (string) $before);
        }
    }
}
