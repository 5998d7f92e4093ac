<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\InvalidSettings;
use Mangatheque\Continuity\Settings;
use PHPUnit\Framework\TestCase;

final class SettingsTest extends TestCase
{
    public function testTheEndpointFollowsTheUrlHoweverItEnds(): void
    {
        self::assertSame('https://a.example/v1/events', (new Settings('https://a.example', 't'))->endpoint());
        self::assertSame('http://a:81/x/v1/events', (new Settings(" http://a:81/x/\n", "t\n"))->endpoint());
        self::assertSame('t', (new Settings('http://[::1]:81', "t\n"))->token);
    }

    /** @return array<string, array{array<mixed>, string}> */
    public static function wrong(): array
    {
        $url = 'https://a.example';

        return [
            'no scheme' => [['a.example', 't'], 'CONTINUITY_URL'],
            'another scheme' => [['file:///etc/passwd', 't'], 'CONTINUITY_URL'],
            'no host' => [['https:///v1', 't'], 'CONTINUITY_URL'],
            'a password' => [['https://a:b@a.example', 't'], 'CONTINUITY_TOKEN'],
            'a query' => [['https://a.example/?x', 't'], 'CONTINUITY_URL'],
            'a line break' => [["https://a.example/\r\nX: y", 't'], 'CONTINUITY_URL'],
            'a token that would add a header' => [[$url, "t\r\nX: y"], 'CONTINUITY_TOKEN'],
            'a blank token' => [[$url, ' '], 'CONTINUITY_TOKEN'],
            'no time to connect' => [[$url, 't', 0.0], 'connectTimeout'],
            'no number' => [[$url, 't', 1.0, NAN], 'timeout'],
            'a budget of a day' => [[$url, 't', 1.0, 2.0, 86_400.0], 'budget'],
            'a negative rest' => [[$url, 't', 1.0, 2.0, 3.0, -1.0], 'rest'],
            'no memory' => [[$url, 't', 1.0, 2.0, 3.0, 15.0, 0], 'maxPending'],
        ];
    }

    /**
     * @dataProvider wrong
     *
     * @param array<mixed> $arguments
     */
    public function testWhatCannotWorkIsRefusedAndNamed(array $arguments, string $name): void
    {
        $this->expectException(InvalidSettings::class);
        $this->expectExceptionMessage($name);

        new Settings(...$arguments);
    }

    public function testTheTokenIsInNoDump(): void
    {
        $settings = new Settings('https://a.example', 's3cret');

        self::assertStringNotContainsString('s3cret', print_r($settings, true));
        $this->expectException(\LogicException::class);
        serialize($settings);
    }
}
