<?php

declare(strict_types=1);

// What SelfSignedServer runs: takes connections for ever, and writes down what comes.

[, $certificate, $received] = $argv;
$server = stream_socket_server(
    'tls://127.0.0.1:0',
    $code,
    $message,
    STREAM_SERVER_BIND | STREAM_SERVER_LISTEN,
    stream_context_create(['ssl' => ['local_cert' => $certificate]]),
);
echo substr(strrchr((string) stream_socket_get_name($server, false), ':'), 1), "\n";
while (true) {
    $client = @stream_socket_accept($server, 60);
    if ($client !== false) {
        file_put_contents($received, (string) fread($client, 8192), FILE_APPEND);
        fwrite($client, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
        fclose($client);
    }
}
