<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\InvalidEvent;
use Mangatheque\Continuity\UploadEvent;
use PHPUnit\Framework\TestCase;

final class UploadEventTest extends TestCase
{
    private const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

    private static function json(?string $etag = null, ?int $size = null, ?string $sha256 = null): array
    {
        $at = new \DateTimeImmutable('2026-05-24T21:36:44.379+02:00');

        return json_decode(UploadEvent::created('uploads', 'k', $etag, $size, $sha256, $at)->toJson(), true);
    }

    public function testSaysWhatIsKnownInTheIntakesForm(): void
    {
        $at = new \DateTimeImmutable('2026-05-24T21:36:44.379+02:00');
        $event = UploadEvent::created('uploads', "manga/été/一 ..//p\n1.jpg", '"9e10"', 204800, self::SHA256, $at);

        self::assertSame(
            '{"source":"uploads","key":"manga/été/一 ..//p\n1.jpg","action":"created","etag":"\"9e10\"",'
            . '"size":204800,"sha256":"' . self::SHA256 . '","occurredAt":"2026-05-24T19:36:44.379Z"}',
            $event->toJson(),
        );
    }

    public function testARemovalIsOnlyAboutTheKey(): void
    {
        $at = new \DateTimeImmutable('2026-05-24T19:36:44Z');

        self::assertSame(
            '{"source":"uploads","key":"0","action":"removed","occurredAt":"2026-05-24T19:36:44.000Z"}',
            UploadEvent::removed('uploads', '0', $at)->toJson(),
        );
    }

    public function testWhatCannotBeTrueIsLeftOutButNotTheEvent(): void
    {
        $event = self::json("a\nb", -1, 'abc');

        self::assertSame(['source', 'key', 'action', 'occurredAt'], array_keys($event));
        self::assertArrayNotHasKey('etag', self::json(''));
        self::assertArrayNotHasKey('etag', self::json('""'));
        self::assertArrayNotHasKey('etag', self::json("\xff"));
        self::assertArrayNotHasKey('etag', self::json('a"b'));
        self::assertArrayNotHasKey('sha256', self::json(null, null, self::SHA256 . "\n"));
    }

    public function testEtagsAreTakenAsStoresSendThem(): void
    {
        self::assertSame('9e10-2', self::json('9e10-2')['etag']);
        self::assertSame('"9e10"', self::json('"9e10"')['etag']);
        self::assertSame('W/"9e10"', self::json('W/"9e10"')['etag']);
        self::assertSame(0, self::json(null, 0)['size']);
        self::assertSame(self::SHA256, self::json(null, null, strtoupper(self::SHA256))['sha256']);
    }

    public function testTheLongestKeyIsTaken(): void
    {
        $key = str_repeat('é', 512);

        self::assertSame($key, UploadEvent::removed('s', $key, new \DateTimeImmutable())->key);
    }

    /** @return array<string, array{string, string, string}> */
    public static function impossible(): array
    {
        return [
            'no key' => ['uploads', '', 'empty'],
            'a key in Latin-1' => ['uploads', "\xe9t\xe9.jpg", 'UTF-8'],
            'half a surrogate pair' => ['uploads', "\xed\xa0\x80", 'UTF-8'],
            'a key too long' => ['uploads', str_repeat('é', 512) . 'x', '1025 bytes'],
            'no source' => ['', 'k', 'source'],
            'a source in Latin-1' => ["\xe9", 'k', 'source'],
        ];
    }

    /** @dataProvider impossible */
    public function testWhatNamesNoObjectIsRefused(string $source, string $key, string $why): void
    {
        $this->expectException(InvalidEvent::class);
        $this->expectExceptionMessage($why);

        UploadEvent::removed($source, $key, new \DateTimeImmutable());
    }
}
