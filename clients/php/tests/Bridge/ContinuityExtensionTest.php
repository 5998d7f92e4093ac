<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Bridge;

use League\Flysystem\Config;
use League\Flysystem\FilesystemAdapter;
use Mangatheque\Continuity\Bridge\Flysystem\ContinuityFilesystemAdapter;
use Mangatheque\Continuity\Bridge\Symfony\ContinuityExtension;
use Mangatheque\Continuity\Bridge\Symfony\FlushSubscriber;
use Mangatheque\Continuity\Bridge\VichUploader\UploadSubscriber;
use Mangatheque\Continuity\Tests\MemoryAdapter;
use Mangatheque\Continuity\Tests\RecordingLogger;
use Mangatheque\Continuity\Tests\ScriptedTransport;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;
use Symfony\Component\Config\Definition\Exception\InvalidConfigurationException;
use Symfony\Component\DependencyInjection\Compiler\CompilerPassInterface;
use Symfony\Component\DependencyInjection\ContainerBuilder;
use Symfony\Component\DependencyInjection\Definition;
use Symfony\Component\DependencyInjection\Reference;

final class ContinuityExtensionTest extends TestCase
{
    protected function setUp(): void
    {
        if (!class_exists(ContainerBuilder::class) || !class_exists(InvalidConfigurationException::class)) {
            self::markTestSkipped('symfony/dependency-injection and symfony/config are not installed');
        }
    }

    /** @param array<string, mixed> $config */
    private static function container(array $config): ContainerBuilder
    {
        $container = new ContainerBuilder();
        $container->registerExtension(new ContinuityExtension());
        $container->loadFromExtension('continuity', $config);
        $container->setDefinition('transport', (new Definition(ScriptedTransport::class))->setSynthetic(true))
            ->setPublic(true);
        $container->setDefinition('logger', (new Definition(RecordingLogger::class))->setPublic(true));
        $container->setDefinition('flysystem.adapter.uploads', new Definition(MemoryAdapter::class));
        $container->setDefinition('user', (new Definition(\ArrayObject::class, [
            [new Reference('flysystem.adapter.uploads')],
        ]))->setPublic(true));
        $container->addCompilerPass(new class implements CompilerPassInterface {
            public function process(ContainerBuilder $container): void
            {
                foreach ([FlushSubscriber::class, UploadSubscriber::class] as $id) {
                    if ($container->hasDefinition($id)) {
                        $container->getDefinition($id)->setPublic(true);
                    }
                }
            }
        });
        $container->compile(true);

        return $container;
    }

    private static function adapter(ContainerBuilder $container): FilesystemAdapter
    {
        return $container->get('user')[0];
    }

    public function testTheEnvironmentIsAllItNeeds(): void
    {
        $_ENV['CONTINUITY_URL'] = 'http://from.environment';
        $_ENV['CONTINUITY_TOKEN'] = 't';
        try {
            $container = self::container(['transport' => 'transport']);
            $intake = new ScriptedTransport(new Response(202));
            $container->set('transport', $intake);

            $container->get(UploadEvents::class)->created('uploads', 'a');
            $container->get(FlushSubscriber::class)->flush();

            self::assertSame('http://from.environment/v1/events', $intake->requests[0]->url);
        } finally {
            unset($_ENV['CONTINUITY_URL'], $_ENV['CONTINUITY_TOKEN']);
        }
    }

    public function testWithoutEnvironmentItSaysSoOnceInTheLog(): void
    {
        $container = self::container([]);
        $events = $container->get(UploadEvents::class);

        $events->created('uploads', 'a');
        $events->created('uploads', 'b');
        $events->flush();

        self::assertSame(
            ['info Continuity is not told of uploads {"cause":"CONTINUITY_URL and CONTINUITY_TOKEN not set"}'],
            $container->get('logger')->lines,
        );
    }

    public function testEverythingCanBeConfigured(): void
    {
        $container = self::container([
            'url' => 'https://continuity.example',
            'token' => 't',
            'source' => 'uploads',
            'connect_timeout' => 0.5,
            'timeout' => 1,
            'budget' => 1.5,
            'rest' => 60,
            'max_pending' => 1,
            'transport' => 'transport',
        ]);
        $intake = new ScriptedTransport(new Response(202));
        $container->set('transport', $intake);
        $events = $container->get(UploadEvents::class);

        $events->created($container->getParameter('continuity.source'), 'a');
        $events->created('uploads', 'b');
        $events->flush();

        self::assertSame([0.5, 1.0], [$intake->requests[0]->connectTimeout, $intake->requests[0]->timeout]);
        self::assertSame([['uploads'], 1], [array_column($intake->events(0), 'source'), $events->tally()->dropped]);
    }

    public function testAFlysystemAdapterIsDecorated(): void
    {
        $container = self::container([
            'url' => 'https://continuity.example',
            'token' => 't',
            'source' => 'uploads',
            'transport' => 'transport',
            'flysystem' => ['flysystem.adapter.uploads' => ['prefix' => 'site/', 'sha256' => true]],
        ]);
        $intake = new ScriptedTransport(new Response(202));
        $container->set('transport', $intake);

        $adapter = self::adapter($container);
        $adapter->write('a', 'pixels', new Config());
        $container->get(UploadEvents::class)->flush();

        self::assertInstanceOf(ContinuityFilesystemAdapter::class, $adapter);
        self::assertSame('pixels', $adapter->read('a'));
        $event = $intake->events(0)[0];
        self::assertSame(['uploads', 'site/a', 6], [$event['source'], $event['key'], $event['size']]);
        self::assertSame(hash('sha256', 'pixels'), $event['sha256']);
    }

    public function testAnAdapterThatIsNotNamedIsLeftAlone(): void
    {
        self::assertInstanceOf(MemoryAdapter::class, self::adapter(self::container([])));
    }

    public function testVichMappingsAreWired(): void
    {
        $container = self::container([
            'source' => 'uploads',
            'vich_uploader' => ['covers' => ['prefix' => 'covers/'], 'avatars.storage' => ['source' => 'avatars']],
        ]);

        $subscriber = $container->get(UploadSubscriber::class);

        self::assertInstanceOf(UploadSubscriber::class, $subscriber);
        self::assertTrue($container->getDefinition(UploadSubscriber::class)->hasTag('kernel.event_subscriber'));
    }

    public function testAPlaceWithoutSourceIsRefusedByName(): void
    {
        $this->expectException(InvalidConfigurationException::class);
        $this->expectExceptionMessage('continuity.vich_uploader.covers');

        self::container(['vich_uploader' => ['covers' => ['prefix' => 'covers/']]]);
    }

    public function testAMistypedKeyIsRefused(): void
    {
        $this->expectException(InvalidConfigurationException::class);
        $this->expectExceptionMessage('tokn');

        self::container(['tokn' => 't']);
    }
}
