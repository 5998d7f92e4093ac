<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\Symfony;

use Mangatheque\Continuity\Bridge\Flysystem\ContinuityFilesystemAdapter;
use Mangatheque\Continuity\Bridge\VichUploader\Place;
use Mangatheque\Continuity\Bridge\VichUploader\UploadSubscriber;
use Mangatheque\Continuity\UploadEvents;
use Symfony\Component\Config\Definition\Exception\InvalidConfigurationException;
use Symfony\Component\DependencyInjection\ContainerBuilder;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\DependencyInjection\Definition;
use Symfony\Component\DependencyInjection\Extension\Extension;
use Symfony\Component\DependencyInjection\Reference;

/**
 * Wires the services. Errors of configuration name their key.
 */
final class ContinuityExtension extends Extension
{
    private const OF_DECORATED = '.continuity.decorated';

    public function getAlias(): string
    {
        return 'continuity';
    }

    /**
     * @param array<array<string, mixed>> $configs
     */
    public function load(array $configs, ContainerBuilder $container): void
    {
        $config = $this->processConfiguration(new Configuration(), $configs);
        $container->setParameter('continuity.source', $config['source']);
        $container->setDefinition(UploadEvents::class, $this->client($config));
        $container->setDefinition(
            FlushSubscriber::class,
            (new Definition(FlushSubscriber::class, [new Reference(UploadEvents::class)]))
                ->addTag('kernel.event_subscriber'),
        );
        foreach ($config['flysystem'] as $adapter => $place) {
            $this->decorate($container, (string) $adapter, $place, $config['source']);
        }
        if ($config['vich_uploader'] !== []) {
            $container->setDefinition(UploadSubscriber::class, $this->vich($config));
        }
    }

    /** @param array<string, mixed> $config */
    private function client(array $config): Definition
    {
        return (new Definition(UploadEvents::class, [
            '$url' => $config['url'],
            '$token' => $config['token'],
            '$logger' => $this->logger(),
            '$transport' => $config['transport'] === null ? null : new Reference($config['transport']),
            '$connectTimeout' => $config['connect_timeout'],
            '$timeout' => $config['timeout'],
            '$budget' => $config['budget'],
            '$rest' => $config['rest'],
            '$maxPending' => $config['max_pending'],
        ]))
            ->setFactory([UploadEvents::class, 'connect'])
            ->setPublic(true)
            ->addTag('monolog.logger', ['channel' => 'continuity']);
    }

    /** @param array{source: string|null, prefix: string, sha256: bool} $place */
    private function decorate(ContainerBuilder $container, string $adapter, array $place, ?string $source): void
    {
        $id = $adapter . self::OF_DECORATED;
        $container->setDefinition($id, (new Definition(ContinuityFilesystemAdapter::class, [
            '$adapter' => new Reference("$id.inner"),
            '$events' => new Reference(UploadEvents::class),
            '$source' => $this->source($place, $source, "flysystem.$adapter"),
            '$prefix' => $place['prefix'],
            '$sha256' => $place['sha256'],
        ]))->setDecoratedService($adapter, "$id.inner"));
    }

    /** @param array<string, mixed> $config */
    private function vich(array $config): Definition
    {
        $places = [];
        foreach ($config['vich_uploader'] as $name => $place) {
            $source = $this->source($place, $config['source'], "vich_uploader.$name");
            $places[$name] = new Definition(Place::class, [$source, $place['prefix']]);
        }

        return (new Definition(UploadSubscriber::class, [
            '$events' => new Reference(UploadEvents::class),
            '$places' => $places,
            '$logger' => $this->logger(),
        ]))
            ->addTag('kernel.event_subscriber')
            ->addTag('monolog.logger', ['channel' => 'continuity']);
    }

    private function logger(): Reference
    {
        return new Reference('logger', ContainerInterface::NULL_ON_INVALID_REFERENCE);
    }

    /** @param array{source: string|null} $place */
    private function source(array $place, ?string $default, string $key): string
    {
        return $place['source'] ?? $default
            ?? throw new InvalidConfigurationException("continuity.$key needs a source, or set continuity.source");
    }
}
