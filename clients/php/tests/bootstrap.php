<?php

declare(strict_types=1);

// Composer's autoloader where it is; else this package's own and those of a Linux distribution's packages.

use Mangatheque\Continuity\Tests\Libraries;

$composer = \dirname(__DIR__) . '/vendor/autoload.php';
if (is_file($composer)) {
    require_once $composer;
}

spl_autoload_register(static function (string $class): void {
    $roots = [
        'Mangatheque\\Continuity\\Tests\\' => __DIR__,
        'Mangatheque\\Continuity\\' => \dirname(__DIR__) . '/src',
        'App\\Controller\\' => \dirname(__DIR__) . '/examples',
    ];
    foreach ($roots as $prefix => $root) {
        if (str_starts_with($class, $prefix)) {
            $file = $root . '/' . strtr(substr($class, \strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require_once $file;
            }

            return;
        }
    }
});

Libraries::load(is_file($composer) ? null : '/usr/share/php');
