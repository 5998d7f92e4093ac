<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Server;

/**
 * A TLS server whose certificate nobody signed; keeps what it can read.
 */
final class SelfSignedServer
{
    public readonly string $url;
    private readonly string $directory;

    /** @var resource */
    private $process;

    public function __construct()
    {
        $this->directory = sys_get_temp_dir() . '/continuity-tls-' . bin2hex(random_bytes(8));
        mkdir($this->directory, 0700);
        $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
        $request = openssl_csr_new(['commonName' => '127.0.0.1'], $key);
        openssl_x509_export(openssl_csr_sign($request, null, $key, 1), $certificate);
        openssl_pkey_export($key, $private);
        file_put_contents("$this->directory/server.pem", $certificate . $private);
        $process = proc_open(
            [PHP_BINARY, __DIR__ . '/tls.php', "$this->directory/server.pem", "$this->directory/received"],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']],
            $pipes,
        );
        \assert($process !== false);
        $this->process = $process;
        $this->url = 'https://127.0.0.1:' . trim((string) fgets($pipes[1]));
    }

    public function received(): string
    {
        return (string) @file_get_contents("$this->directory/received");
    }

    public function close(): void
    {
        proc_terminate($this->process, 9);
        proc_close($this->process);
        array_map('unlink', glob("$this->directory/*") ?: []);
        rmdir($this->directory);
    }
}
