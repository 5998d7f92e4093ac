<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Server;

/**
 * PHP's own web server on a free port of this machine. It gives scripted answers, the last one for ever,
 * and keeps what it was sent.
 */
final class StubServer
{
    private const PATIENCE = 10.0;

    public readonly string $url;
    private readonly string $directory;

    /** @var resource */
    private $process;

    /**
     * @param array{status: int, headers?: list<string>, body?: string, delay?: float} ...$answers
     */
    public function __construct(array ...$answers)
    {
        $this->directory = sys_get_temp_dir() . '/continuity-stub-' . bin2hex(random_bytes(8));
        mkdir($this->directory, 0700);
        file_put_contents("$this->directory/answers.json", json_encode($answers, JSON_THROW_ON_ERROR));
        $port = self::freePort();
        $this->url = "http://127.0.0.1:$port";
        $process = proc_open(
            [PHP_BINARY, '-n', '-S', "127.0.0.1:$port", __DIR__ . '/router.php'],
            [['file', '/dev/null', 'r'], ['file', "$this->directory/out", 'w'], ['file', "$this->directory/err", 'w']],
            $pipes,
            null,
            ['STUB_DIRECTORY' => $this->directory],
        );
        \assert($process !== false);
        $this->process = $process;
        $this->awaitStart($port);
    }

    /** A port that nobody listens on. */
    public static function freePort(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        \assert($socket !== false);
        $port = (int) substr(strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
        fclose($socket);

        return $port;
    }

    /**
     * @return list<array{method: string, uri: string, headers: array<string, string>, body: string}>
     */
    public function requests(): array
    {
        $requests = [];
        foreach (glob("$this->directory/request-*.json") ?: [] as $file) {
            $requests[] = json_decode((string) file_get_contents($file), true, 8, JSON_THROW_ON_ERROR);
        }

        return $requests;
    }

    public function close(): void
    {
        proc_terminate($this->process, 9);
        proc_close($this->process);
        array_map('unlink', glob("$this->directory/*") ?: []);
        rmdir($this->directory);
    }

    private function awaitStart(int $port): void
    {
        $end = microtime(true) + self::PATIENCE;
        do {
            $socket = @stream_socket_client("tcp://127.0.0.1:$port", $code, $message, 0.2);
            if ($socket !== false) {
                fclose($socket);

                return;
            }
            usleep(20_000);
        } while (microtime(true) < $end && proc_get_status($this->process)['running']);
        throw new \RuntimeException('the stub does not start: ' . file_get_contents("$this->directory/err"));
    }
}
