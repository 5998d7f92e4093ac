<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Rest;

/** APCu where it is loaded and enabled, else a file in the system's directory for temporary ones. */
final class BuiltInStore implements RestStore
{
    private ?RestStore $chosen = null;

    public function __construct(private readonly string $url)
    {
    }

    public function begun(): ?float
    {
        return $this->chosen()->begun();
    }

    public function begin(float $at): void
    {
        $this->chosen()->begin($at);
    }

    private function chosen(): RestStore
    {
        return $this->chosen ??= ApcuStore::isUsable()
            ? new ApcuStore($this->url)
            : new FileStore(sys_get_temp_dir(), $this->url);
    }
}
