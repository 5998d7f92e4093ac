<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\Symfony;

use Symfony\Component\Config\Definition\Builder\ArrayNodeDefinition;
use Symfony\Component\Config\Definition\Builder\TreeBuilder;
use Symfony\Component\Config\Definition\ConfigurationInterface;

/**
 * The keys under `continuity`.
 */
final class Configuration implements ConfigurationInterface
{
    public function getConfigTreeBuilder(): TreeBuilder
    {
        $tree = new TreeBuilder('continuity');
        $root = $tree->getRootNode();
        \assert($root instanceof ArrayNodeDefinition);
        $root
            ->children()
                ->scalarNode('url')
                    ->info('Of the intake. Where neither is set, nothing is sent.')
                    ->defaultValue('%env(default::CONTINUITY_URL)%')
                ->end()
                ->scalarNode('token')->defaultValue('%env(default::CONTINUITY_TOKEN)%')->end()
                ->scalarNode('source')
                    ->info('The source of whatever names none, as Continuity\'s configuration calls it.')
                    ->defaultNull()
                ->end()
                ->floatNode('connect_timeout')->info('In seconds, as all times here.')->defaultValue(1.0)->end()
                ->floatNode('timeout')->info('Of one request.')->defaultValue(2.0)->end()
                ->floatNode('budget')->info('Of all requests at the end of one.')->defaultValue(3.0)->end()
                ->floatNode('rest')->info('After a failure, until it is tried again.')->defaultValue(15.0)->end()
                ->integerNode('max_pending')->info('Events kept in memory.')->defaultValue(10_000)->end()
                ->scalarNode('transport')
                    ->info('A service that implements Transport, such as a Psr18Transport.')
                    ->defaultNull()
                ->end()
                ->append(self::places(
                    'flysystem',
                    'Where adapters keep objects, by the adapter\'s service id (flysystem.adapter.NAME).',
                    static fn (ArrayNodeDefinition $place) => $place->children()
                        ->booleanNode('sha256')
                            ->info('Tell the hash of what write() is given; only if the adapter changes no byte.')
                            ->defaultFalse()
                        ->end(),
                ))
                ->append(self::places(
                    'vich_uploader',
                    'Where mappings keep objects, by the mapping\'s name or its upload_destination.',
                ))
            ->end();

        return $tree;
    }

    /**
     * @param (callable(ArrayNodeDefinition): mixed)|null $more
     */
    private static function places(string $name, string $info, ?callable $more = null): ArrayNodeDefinition
    {
        $places = (new TreeBuilder($name))->getRootNode();
        \assert($places instanceof ArrayNodeDefinition);
        $place = $places->info($info)->normalizeKeys(false)->useAttributeAsKey('name')->arrayPrototype();
        $place->children()
            ->scalarNode('source')->info('By default the one above.')->defaultNull()->end()
            ->scalarNode('prefix')->info('Before each path, as it is: such as "covers/".')->defaultValue('')->end()
        ->end();
        if ($more !== null) {
            $more($place);
        }

        return $places;
    }
}
