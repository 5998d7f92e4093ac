<?php

declare(strict_types=1);

// What StubServer runs for each request.

$directory = (string) getenv('STUB_DIRECTORY');
$number = \count(glob("$directory/request-*.json") ?: []);
$headers = [];
foreach ($_SERVER as $name => $value) {
    if (str_starts_with($name, 'HTTP_') || str_starts_with($name, 'CONTENT_')) {
        $headers[strtolower(strtr(preg_replace('/^HTTP_/', '', $name), '_', '-'))] = $value;
    }
}
file_put_contents(sprintf('%s/request-%05d.json', $directory, $number), json_encode([
    'method' => $_SERVER['REQUEST_METHOD'],
    'uri' => $_SERVER['REQUEST_URI'],
    'headers' => $headers,
    'body' => file_get_contents('php://input'),
], JSON_THROW_ON_ERROR));

$answers = json_decode((string) file_get_contents("$directory/answers.json"), true, 8, JSON_THROW_ON_ERROR);
$answer = $answers[min($number, \count($answers) - 1)];
usleep((int) (($answer['delay'] ?? 0) * 1e6));
http_response_code($answer['status']);
foreach ($answer['headers'] ?? [] as $header) {
    header($header);
}
echo $answer['body'] ?? '';
