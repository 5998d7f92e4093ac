<?php

declare(strict_types=1);

// What processes of their own run in tests: URL, token, and how many requests one after the other.

use Mangatheque\Continuity\Tests\RecordingLogger;
use Mangatheque\Continuity\UploadEvents;

require __DIR__ . '/../bootstrap.php';

[, $url, $token, $requests] = $argv;
for ($i = 0; $i < (int) $requests; $i++) {
    $log = new RecordingLogger();
    $events = UploadEvents::connect($url, $token, $log);
    $events->created('uploads', "$i");
    $events->flush();
    echo $log->text(), "\n";
}
