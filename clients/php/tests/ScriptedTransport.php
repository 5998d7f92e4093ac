<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Transport\Request;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\Transport\Transport;

/** Answers as it was told to, the last answer for ever; keeps what it was sent. */
final class ScriptedTransport implements Transport
{
    /** @var list<Request> */
    public array $requests = [];

    /** @var list<Response|\Throwable|callable(Request): Response> */
    private array $answers;

    /**
     * @param Response|\Throwable|callable(Request): Response ...$answers
     */
    public function __construct(Response|\Throwable|callable ...$answers)
    {
        $this->answers = array_values($answers);
    }

    public function send(Request $request): Response
    {
        $this->requests[] = $request;
        $answer = \count($this->answers) > 1 ? array_shift($this->answers) : $this->answers[0];
        if ($answer instanceof \Throwable) {
            throw $answer;
        }

        return $answer instanceof Response ? $answer : $answer($request);
    }

    /** @return list<array<string, mixed>> of one request */
    public function events(int $request): array
    {
        return json_decode($this->requests[$request]->body, true, 8, JSON_THROW_ON_ERROR);
    }

    /** @return list<string> of one request */
    public function keys(int $request): array
    {
        return array_column($this->events($request), 'key');
    }
}
