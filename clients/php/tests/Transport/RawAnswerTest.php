<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Transport;

use Mangatheque\Continuity\Transport\RawAnswer;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\Transport\TransportFailure;
use PHPUnit\Framework\TestCase;

final class RawAnswerTest extends TestCase
{
    /** Byte by byte, as the worst of networks brings it. */
    private static function read(string $bytes): Response
    {
        $answer = new RawAnswer();
        foreach (str_split($bytes) as $byte) {
            if ($answer->isWhole()) {
                return $answer->response();
            }
            $answer->add($byte);
        }
        $answer->end();

        return $answer->response();
    }

    /** @return array<string, array{string, int, string}> */
    public static function answers(): array
    {
        return [
            'with a length' => ["HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\n{\"\"}too much", 202, '{""}'],
            'in chunks' => [
                "HTTP/1.1 400 Bad\r\ntransfer-encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
                400,
                'abc0123456789',
            ],
            'to its end' => ["HTTP/1.0 503 Busy\r\nServer: x\r\n\r\nall of this", 503, 'all of this'],
            'without a body' => ["HTTP/1.1 204\r\n\r\n", 204, ''],
            'after a sign of life' => [
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
                202,
                '',
            ],
        ];
    }

    /** @dataProvider answers */
    public function testIsReadInWhateverPiecesItComes(string $bytes, int $status, string $body): void
    {
        $response = self::read($bytes);

        self::assertSame([$status, $body], [$response->status, $response->body]);
    }

    /** @return array<string, array{string}> */
    public static function broken(): array
    {
        return [
            'nothing' => [' '],
            'no HTTP' => ["SSH-2.0-OpenSSH\r\n\r\n"],
            'half a head' => ["HTTP/1.1 202 Accepted\r\nContent-Le"],
            'half a body' => ["HTTP/1.1 202 Accepted\r\nContent-Length: 4\r\n\r\nab"],
            'no last chunk' => ["HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"],
            'a chunk of no length' => ["HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
            'a head without end' => ['HTTP/1.1 202 ' . str_repeat('x', 70_000)],
        ];
    }

    /** @dataProvider broken */
    public function testWhatBreaksOffIsNoAnswer(string $bytes): void
    {
        $this->expectException(TransportFailure::class);

        self::read($bytes);
    }

    public function testAnEndlessBodyIsCutShort(): void
    {
        $answer = new RawAnswer();
        $answer->add("HTTP/1.1 400 Bad\r\n\r\n");
        for ($i = 0; $i < 20 && !$answer->isWhole(); $i++) {
            $answer->add(str_repeat('x', 65_536));
        }

        self::assertSame(Response::MOST_BYTES, \strlen($answer->response()->body));
    }

    public function testRetryAfterIsSecondsOrADate(): void
    {
        self::assertSame(5.0, Response::of(503, '', ' 5')->retryAfter);
        self::assertEqualsWithDelta(60, Response::of(503, '', gmdate(DATE_RFC7231, time() + 60))->retryAfter, 2);
        self::assertSame(0.0, Response::of(503, '', 'Fri, 31 Dec 1999 23:59:59 GMT')->retryAfter);
        self::assertNull(Response::of(503, '', 'soon, I hope')->retryAfter);
    }
}
