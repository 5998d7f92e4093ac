<?php

declare(strict_types=1);

// Tells Continuity of what standard input lists, one upload or removal a line, separated by tabs:
//   action (created or removed), source, key, and for created, if known: size, sha256
// CONTINUITY_URL and CONTINUITY_TOKEN say where it is. What fails is said, and is no failure.

use Mangatheque\Continuity\UploadEvents;
use Psr\Log\AbstractLogger;

$composer = __DIR__ . '/../vendor/autoload.php';
require is_file($composer) ? $composer : __DIR__ . '/../tests/bootstrap.php';

$standardError = new class extends AbstractLogger {
    /**
     * @param mixed              $level
     * @param string|\Stringable $message
     * @param array<mixed>       $context
     */
    public function log($level, $message, array $context = []): void
    {
        $values = json_encode($context, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        fwrite(STDERR, "$level: $message $values\n");
    }
};

$continuity = UploadEvents::connect(
    getenv('CONTINUITY_URL') ?: null,
    getenv('CONTINUITY_TOKEN') ?: null,
    $standardError,
    timeout: 30.0, // no page waits for it
    budget: 60.0,
);
for ($number = 1; ($line = fgets(STDIN)) !== false; $number++) {
    [$action, $source, $key, $size, $sha256] = explode("\t", rtrim($line, "\n")) + array_fill(0, 5, '');
    match ($action) {
        'created' => $continuity->created(
            $source,
            $key,
            size: $size === '' ? null : (int) $size,
            sha256: $sha256 === '' ? null : $sha256,
        ),
        'removed' => $continuity->removed($source, $key),
        default => fwrite(STDERR, "line $number: neither created nor removed\n"),
    };
    if ($continuity->tally()->pending === 1_000) {
        $continuity->flush();
    }
}
$continuity->flush();

$tally = $continuity->tally();
echo "sent $tally->sent, dropped $tally->dropped, pending $tally->pending\n";
