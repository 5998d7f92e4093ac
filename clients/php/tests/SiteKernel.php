<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use App\Controller\UploadController;
use League\Flysystem\Filesystem;
use Mangatheque\Continuity\Bridge\Symfony\ContinuityBundle;
use Mangatheque\Continuity\Rest\FileStore;
use Mangatheque\Continuity\UploadEvents;
use Symfony\Bundle\FrameworkBundle\FrameworkBundle;
use Symfony\Component\Config\Loader\LoaderInterface;
use Symfony\Component\DependencyInjection\Compiler\CompilerPassInterface;
use Symfony\Component\DependencyInjection\ContainerBuilder;
use Symfony\Component\DependencyInjection\Definition;
use Symfony\Component\DependencyInjection\Reference;
use Symfony\Component\HttpKernel\Kernel;

/** A whole Symfony site with the controller of the examples, its bucket in memory. */
final class SiteKernel extends Kernel implements CompilerPassInterface
{
    public function __construct(private readonly string $directory, private readonly string $intake)
    {
        parent::__construct('test', true);
    }

    public function registerBundles(): iterable
    {
        return [new FrameworkBundle(), new ContinuityBundle()];
    }

    public function registerContainerConfiguration(LoaderInterface $loader): void
    {
        $loader->load(function (ContainerBuilder $container): void {
            $container->loadFromExtension('framework', [
                'secret' => 'of-the-site',
                'test' => true,
                'http_method_override' => false,
                'router' => ['resource' => __DIR__ . '/Server/routes.php', 'type' => 'php', 'utf8' => true],
            ]);
            $container->loadFromExtension('continuity', ['url' => $this->intake, 'token' => 's3cret-token']);
            $container->setDefinition('logger', (new Definition(RecordingLogger::class))->setPublic(true));
            $container->setDefinition('bucket', (new Definition(MemoryAdapter::class))->setPublic(true));
            $container->setDefinition('storage', new Definition(Filesystem::class, [new Reference('bucket')]));
            $container->setDefinition(UploadController::class, (new Definition(UploadController::class, [
                new Reference('storage'),
                new Reference(UploadEvents::class),
            ]))->setPublic(true)->addTag('controller.service_arguments'));
        });
    }

    /** Nothing is left outside its directory. */
    public function process(ContainerBuilder $container): void
    {
        $store = new Definition(FileStore::class, [$this->directory, $this->intake]);
        $container->getDefinition(UploadEvents::class)->setArgument('$restStore', $store);
    }

    public function getProjectDir(): string
    {
        return $this->directory;
    }
}
