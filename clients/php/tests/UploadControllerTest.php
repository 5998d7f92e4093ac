<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests;

use Mangatheque\Continuity\Tests\Server\StubServer;
use PHPUnit\Framework\TestCase;
use Symfony\Bundle\FrameworkBundle\FrameworkBundle;
use Symfony\Component\Filesystem\Filesystem;
use Symfony\Component\HttpFoundation\File\UploadedFile;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;

/** The controller of the documentation, in a real Symfony kernel, with a stub for the intake. */
final class UploadControllerTest extends TestCase
{
    private string $directory;
    private ?StubServer $intake = null;
    private ?SiteKernel $site = null;

    protected function setUp(): void
    {
        if (!class_exists(FrameworkBundle::class)) {
            self::markTestSkipped('symfony/framework-bundle is not installed');
        }
        $this->directory = sys_get_temp_dir() . '/continuity-site-' . bin2hex(random_bytes(8));
        mkdir($this->directory);
    }

    protected function tearDown(): void
    {
        $this->site?->shutdown();
        $this->intake?->close();
        (new Filesystem())->remove($this->directory);
        // Symfony's debug mode puts in its own.
        restore_exception_handler();
    }

    private function site(string $intake): SiteKernel
    {
        $this->site = new SiteKernel($this->directory, $intake);
        $this->site->boot();

        return $this->site;
    }

    private function upload(): Request
    {
        $file = "$this->directory/cover.jpg";
        file_put_contents($file, 'pixels');

        return Request::create('/mangas/one-piece/cover', 'POST', [], [], [
            'cover' => new UploadedFile($file, 'cover.jpg', 'image/jpeg', null, true),
        ]);
    }

    /** @return list<array<string, mixed>> */
    private function sent(): array
    {
        return array_merge(...array_map(
            static fn (array $it): array => json_decode($it['body'], true),
            $this->intake?->requests() ?? [],
        ));
    }

    public function testAnUploadIsToldOnceItsUserHasTheAnswer(): void
    {
        $this->intake = new StubServer(['status' => 202]);
        $site = $this->site($this->intake->url);
        $request = $this->upload();

        $response = $site->handle($request);

        self::assertSame(Response::HTTP_CREATED, $response->getStatusCode());
        self::assertSame([], $this->intake->requests());
        $site->terminate($request, $response);
        self::assertSame(['covers/one-piece.jpg' => 'pixels'], $site->getContainer()->get('bucket')->files);
        self::assertSame(
            ['uploads', 'covers/one-piece.jpg', 'created', 6, hash('sha256', 'pixels')],
            array_values(array_diff_key($this->sent()[0], ['occurredAt' => 0])),
        );
        self::assertSame('Bearer s3cret-token', $this->intake->requests()[0]['headers']['authorization']);
    }

    public function testADeletionIsTold(): void
    {
        $this->intake = new StubServer(['status' => 202]);
        $site = $this->site($this->intake->url);
        $request = Request::create('/mangas/one-piece/cover', 'DELETE');

        $response = $site->handle($request);
        $site->terminate($request, $response);

        self::assertSame(Response::HTTP_NO_CONTENT, $response->getStatusCode());
        self::assertSame(['covers/one-piece.jpg'], array_column($this->sent(), 'key'));
        self::assertSame(['removed'], array_column($this->sent(), 'action'));
    }

    public function testADeadIntakeIsNoFailureOfTheSite(): void
    {
        $site = $this->site('http://127.0.0.1:' . StubServer::freePort());
        $request = $this->upload();
        $start = microtime(true);

        $response = $site->handle($request);
        $site->terminate($request, $response);

        self::assertSame(Response::HTTP_CREATED, $response->getStatusCode());
        self::assertLessThan(3.0, microtime(true) - $start);
        self::assertStringContainsString(
            'Continuity cannot be told of uploads',
            $site->getContainer()->get('logger')->text(),
        );
    }

    public function testWhatFailedOneRequestIsLeftAloneByTheNext(): void
    {
        $this->intake = new StubServer(['status' => 503, 'headers' => ['Retry-After: 60']]);
        foreach (['cannot be told of uploads', 'is left alone'] as $word) {
            $site = $this->site($this->intake->url);
            $request = $this->upload();

            $response = $site->handle($request);
            $site->terminate($request, $response);

            self::assertSame(Response::HTTP_CREATED, $response->getStatusCode());
            self::assertStringContainsString($word, $site->getContainer()->get('logger')->text());
            $site->shutdown();
        }
        self::assertCount(1, $this->intake->requests());
    }

    public function testARequestWithoutAFileIsRefusedAndNotTold(): void
    {
        $this->intake = new StubServer(['status' => 202]);
        $site = $this->site($this->intake->url);
        $request = Request::create('/mangas/one-piece/cover', 'POST');

        $response = $site->handle($request);
        $site->terminate($request, $response);

        self::assertSame(Response::HTTP_BAD_REQUEST, $response->getStatusCode());
        self::assertSame([], $this->intake->requests());
    }
}
