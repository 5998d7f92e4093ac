<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Transport;

use Psr\Http\Client\ClientExceptionInterface;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestFactoryInterface;
use Psr\Http\Message\StreamFactoryInterface;

/**
 * By the application's own HTTP client. PSR-18 knows no time-outs: set short ones on the client, 1 s to
 * connect and 2 s in all, and let it follow no redirects.
 */
final class Psr18Transport implements Transport
{
    public function __construct(
        private readonly ClientInterface $client,
        private readonly RequestFactoryInterface $requests,
        private readonly StreamFactoryInterface $streams,
    ) {
    }

    public function send(Request $request): Response
    {
        $message = $this->requests->createRequest('POST', $request->url)
            ->withBody($this->streams->createStream($request->body));
        foreach ($request->headers as $name => $value) {
            $message = $message->withHeader($name, $value);
        }
        try {
            $answer = $this->client->sendRequest($message);
            $stream = $answer->getBody();
            if ($stream->isSeekable()) {
                $stream->rewind();
            }
            $body = '';
            while (\strlen($body) < Response::MOST_BYTES && !$stream->eof()) {
                $body .= $stream->read(Response::MOST_BYTES - \strlen($body));
            }
        } catch (ClientExceptionInterface | \RuntimeException $e) {
            // Not as its previous one: it holds the request, and with it the token.
            throw new TransportFailure($e::class . ': ' . $e->getMessage());
        }

        return Response::of($answer->getStatusCode(), $body, $answer->getHeaderLine('Retry-After'));
    }
}
