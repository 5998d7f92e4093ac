<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Transport;

use Mangatheque\Continuity\Transport\Psr18Transport;
use Mangatheque\Continuity\Transport\Request;
use Mangatheque\Continuity\Transport\TransportFailure;
use Nyholm\Psr7\Factory\Psr17Factory;
use Nyholm\Psr7\Response;
use PHPUnit\Framework\TestCase;
use Psr\Http\Client\ClientExceptionInterface;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;

final class Psr18TransportTest extends TestCase
{
    protected function setUp(): void
    {
        if (!interface_exists(ClientInterface::class) || !class_exists(Psr17Factory::class)) {
            self::markTestSkipped('psr/http-client and nyholm/psr7 are not installed');
        }
    }

    private static function request(): Request
    {
        return new Request('http://a.example/v1/events', ['Authorization' => 'Bearer s3cret'], '[1]', 1.0, 2.0);
    }

    /** @param callable(RequestInterface): ResponseInterface $answer */
    private static function transport(callable $answer): Psr18Transport
    {
        $client = new class ($answer) implements ClientInterface {
            /** @param callable(RequestInterface): ResponseInterface $answer */
            public function __construct(private $answer)
            {
            }

            public function sendRequest(RequestInterface $request): ResponseInterface
            {
                return ($this->answer)($request);
            }
        };
        $factory = new Psr17Factory();

        return new Psr18Transport($client, $factory, $factory);
    }

    public function testSendsByTheApplicationsOwnClient(): void
    {
        $transport = self::transport(static function (RequestInterface $request): ResponseInterface {
            self::assertSame('POST', $request->getMethod());
            self::assertSame('http://a.example/v1/events', (string) $request->getUri());
            self::assertSame('Bearer s3cret', $request->getHeaderLine('Authorization'));
            self::assertSame('[1]', (string) $request->getBody());

            return new Response(429, ['Retry-After' => '3'], 'later');
        });

        $response = $transport->send(self::request());

        self::assertSame([429, 'later', 3.0], [$response->status, $response->body, $response->retryAfter]);
    }

    public function testItsFailuresBecomeOursWithoutTheRequest(): void
    {
        $transport = self::transport(static function (): never {
            throw new class ('no route to host') extends \RuntimeException implements ClientExceptionInterface {
            };
        });

        try {
            $transport->send(self::request());
            self::fail('it was sent');
        } catch (TransportFailure $failure) {
            self::assertStringContainsString('no route to host', $failure->getMessage());
            self::assertNull($failure->getPrevious());
        }
    }
}
