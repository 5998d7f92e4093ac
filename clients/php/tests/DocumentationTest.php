<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Bridge\Symfony\Configuration;
use PHPUnit\Framework\TestCase;
use Symfony\Component\Config\Definition\Processor;
use Symfony\Component\Yaml\Yaml;

/** What is written about this package is so. */
final class DocumentationTest extends TestCase
{
    private const ROOT = __DIR__ . '/../';

    private static function repository(string $path): string
    {
        $text = @file_get_contents(self::ROOT . "../../$path");
        if ($text === false) {
            self::markTestSkipped("the package stands outside Continuity's repository");
        }

        return $text;
    }

    public function testTheControllerOfTheHowToIsTheTestedOne(): void
    {
        $howTo = self::repository('docs/how-to/from-symfony.md');

        preg_match_all('/^```php\n(<\?php\n.*?)^```$/ms', $howTo, $blocks);

        self::assertSame([file_get_contents(self::ROOT . 'examples/UploadController.php')], $blocks[1]);
    }

    public function testEveryConfigurationInTheDocumentsIsValid(): void
    {
        if (!class_exists(Yaml::class) || !class_exists(Processor::class)) {
            self::markTestSkipped('symfony/yaml and symfony/config are not installed');
        }
        $texts = self::repository('docs/how-to/from-symfony.md') . file_get_contents(self::ROOT . 'README.md');
        preg_match_all('/^```yaml\n(.*?)^```$/ms', $texts, $blocks);

        $valid = array_map(
            static fn (string $yaml): array => (new Processor())->processConfiguration(
                new Configuration(),
                [Yaml::parse($yaml)['continuity']],
            ),
            $blocks[1],
        );

        self::assertCount(5, $valid);
    }

    public function testTheDefaultsInTheReadmeAreTheDefaults(): void
    {
        if (!class_exists(Yaml::class) || !class_exists(Processor::class)) {
            self::markTestSkipped('symfony/yaml and symfony/config are not installed');
        }
        $readme = (string) file_get_contents(self::ROOT . 'README.md');
        preg_match('/^```yaml\n(# config.packages.continuity\.yaml\n.*?)^```$/ms', $readme, $block);

        self::assertEquals(
            (new Processor())->processConfiguration(new Configuration(), []),
            Yaml::parse($block[1])['continuity'],
        );
    }
}
