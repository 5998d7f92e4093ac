<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

/**
 * Which of the libraries that bridges need are there.
 */
final class Libraries
{
    private const DISTRIBUTED = [
        'Psr/Log/autoload.php',
        'Psr/Http/Client/autoload.php',
        'Psr/Http/Message/factory-autoload.php',
        'Nyholm/Psr7/autoload.php',
        'Symfony/Bundle/FrameworkBundle/autoload.php',
        'Symfony/Component/Console/autoload.php',
        'Symfony/Component/Messenger/autoload.php',
    ];

    /**
     * Flysystem 3 and VichUploaderBundle are no distribution's packages: small doubles of the types that
     * are used stand in for them, but only where they are missing.
     *
     * @param string|null $distribution where its PHP libraries are; null to leave all to Composer
     */
    public static function load(?string $distribution): void
    {
        foreach ($distribution === null ? [] : self::DISTRIBUTED as $autoloader) {
            if (is_file("$distribution/$autoloader")) {
                require_once "$distribution/$autoloader";
            }
        }
        if (!interface_exists('League\Flysystem\FilesystemAdapter')) {
            require_once __DIR__ . '/Double/flysystem.php';
        }
        if (!class_exists('Vich\UploaderBundle\Event\Event')) {
            require_once __DIR__ . '/Double/vich.php';
        }
    }
}
