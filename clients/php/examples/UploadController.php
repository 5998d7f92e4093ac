<?php

declare(strict_types=1);

namespace App\Controller;

use League\Flysystem\FilesystemOperator;
use Mangatheque\Continuity\UploadEvents;
use Symfony\Component\HttpFoundation\File\UploadedFile;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Attribute\Route;

/** Uploads and deletes covers, and tells Continuity; both answer before anything is sent to it. */
final class UploadController
{
    public function __construct(
        private readonly FilesystemOperator $uploadsStorage,
        private readonly UploadEvents $continuity,
    ) {
    }

    #[Route('/mangas/{slug}/cover', methods: ['PUT', 'POST'])]
    public function upload(string $slug, Request $request): Response
    {
        $file = $request->files->get('cover');
        if (!$file instanceof UploadedFile || !$file->isValid()) {
            return new JsonResponse(['error' => 'send a file as "cover"'], Response::HTTP_BAD_REQUEST);
        }
        $key = "covers/$slug.jpg";
        $sha256 = hash_file('sha256', $file->getPathname());
        $stream = fopen($file->getPathname(), 'rb');
        $this->uploadsStorage->writeStream($key, $stream);

        // Only once the bucket has it. Sent at kernel.terminate; it never throws.
        $this->continuity->created('uploads', $key, size: $file->getSize(), sha256: $sha256);

        return new JsonResponse(['key' => $key], Response::HTTP_CREATED);
    }

    #[Route('/mangas/{slug}/cover', methods: ['DELETE'])]
    public function delete(string $slug): Response
    {
        $key = "covers/$slug.jpg";
        $this->uploadsStorage->delete($key);
        $this->continuity->removed('uploads', $key);

        return new Response('', Response::HTTP_NO_CONTENT);
    }
}
