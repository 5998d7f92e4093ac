<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Transport;

use Mangatheque\Continuity\Tests\Server\SelfSignedServer;
use Mangatheque\Continuity\Tests\Server\StubServer;
use Mangatheque\Continuity\Transport\Request;
use Mangatheque\Continuity\Transport\Transport;
use Mangatheque\Continuity\Transport\TransportFailure;
use PHPUnit\Framework\TestCase;

/** What every transport does. */
abstract class TransportContract extends TestCase
{
    private StubServer|SelfSignedServer|null $server = null;

    abstract protected function transport(): Transport;

    protected function tearDown(): void
    {
        $this->server?->close();
        $this->server = null;
    }

    /** @param array{status: int, headers?: list<string>, body?: string, delay?: float} ...$answers */
    private function serve(array ...$answers): StubServer
    {
        return $this->server = new StubServer(...$answers);
    }

    private static function request(string $url, string $body = '[]', float $timeout = 5.0): Request
    {
        return new Request(
            "$url/v1/events",
            ['Authorization' => 'Bearer s3cret', 'Content-Type' => 'application/json'],
            $body,
            1.0,
            $timeout,
        );
    }

    public function testPostsTheBodyAsItIsAndBringsTheAnswer(): void
    {
        $server = $this->serve(['status' => 202, 'body' => '{"ids":[]}']);

        $response = $this->transport()->send(self::request($server->url, '["é"]'));

        self::assertSame(202, $response->status);
        self::assertSame('{"ids":[]}', $response->body);
        self::assertNull($response->retryAfter);
        $request = $server->requests()[0];
        self::assertSame('POST', $request['method']);
        self::assertSame('/v1/events', $request['uri']);
        self::assertSame('["é"]', $request['body']);
        self::assertSame('Bearer s3cret', $request['headers']['authorization']);
        self::assertSame('application/json', $request['headers']['content-type']);
        self::assertSame(substr($server->url, \strlen('http://')), $request['headers']['host']);
        self::assertArrayNotHasKey('expect', $request['headers']);
    }

    public function testOneTransportSendsSeveralRequestsAlsoLargeOnes(): void
    {
        $server = $this->serve(['status' => 202]);
        $transport = $this->transport();
        $large = str_repeat('x', 1_000_000);

        self::assertSame(202, $transport->send(self::request($server->url, $large))->status);
        self::assertSame(202, $transport->send(self::request($server->url, 'small'))->status);

        self::assertSame([$large, 'small'], array_column($server->requests(), 'body'));
    }

    public function testARefusalIsAnAnswerLikeAnyOther(): void
    {
        $server = $this->serve(['status' => 503, 'headers' => ['Retry-After: 7'], 'body' => '{"detail":"busy"}']);

        $response = $this->transport()->send(self::request($server->url));

        self::assertSame([503, 7.0], [$response->status, $response->retryAfter]);
        self::assertSame('{"detail":"busy"}', $response->body);
    }

    public function testARedirectIsNotFollowed(): void
    {
        $server = $this->serve(['status' => 307, 'headers' => ['Location: /elsewhere']], ['status' => 202]);

        $response = $this->transport()->send(self::request($server->url));

        self::assertSame(307, $response->status);
        self::assertCount(1, $server->requests());
    }

    public function testASlowAnswerIsNotWaitedFor(): void
    {
        $server = $this->serve(['status' => 202, 'delay' => 3.0]);
        $start = microtime(true);

        try {
            $this->transport()->send(self::request($server->url, timeout: 0.4));
            self::fail('it came in time');
        } catch (TransportFailure $failure) {
            self::assertNotSame('', $failure->getMessage());
            // It would have come after three seconds; a busy machine may need some of them.
            self::assertLessThan(2.5, microtime(true) - $start);
            self::assertGreaterThan(0.3, microtime(true) - $start);
        }
    }

    /**
     * @testWith ["http"]
     *           ["https"]
     */
    public function testAServerThatTakesTheConnectionAndSaysNothingIsNotWaitedFor(string $scheme): void
    {
        $silent = stream_socket_server('tcp://127.0.0.1:0');
        \assert($silent !== false);
        $start = microtime(true);

        try {
            $address = stream_socket_get_name($silent, false);
            $this->transport()->send(new Request("$scheme://$address/v1/events", [], '[]', 0.3, 0.4));
            self::fail('it came in time');
        } catch (TransportFailure $failure) {
            self::assertNotSame('', $failure->getMessage());
            self::assertLessThan(2.5, microtime(true) - $start);
        } finally {
            fclose($silent);
        }
    }

    public function testWhereNobodyListensItFailsAtOnce(): void
    {
        $start = microtime(true);

        try {
            $this->transport()->send(self::request('http://127.0.0.1:' . StubServer::freePort()));
            self::fail('somebody answered');
        } catch (TransportFailure $failure) {
            self::assertMatchesRegularExpression('/127.0.0.1.*connect/i', $failure->getMessage());
            self::assertLessThan(2.5, microtime(true) - $start);
        }
    }

    public function testACertificateThatNobodySignedGetsNoToken(): void
    {
        $server = $this->server = new SelfSignedServer();

        try {
            $this->transport()->send(self::request($server->url));
            self::fail('it was trusted');
        } catch (TransportFailure $failure) {
            self::assertStringContainsStringIgnoringCase('certificate', $failure->getMessage());
            self::assertStringNotContainsString('s3cret', $server->received());
        }
    }
}
