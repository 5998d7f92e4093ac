<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Rest;

/**
 * The modification time of an empty file that the processes of one user share. Whole seconds: a rest may be
 * up to one second shorter.
 *
 * @internal
 */
final class FileStore implements RestStore
{
    private const TYPE = 0170000;
    private const REGULAR = 0100000;

    private readonly string $path;

    /** Null where there are none. */
    private readonly ?int $user;

    public function __construct(string $directory, string $url)
    {
        $this->user = \function_exists('posix_geteuid') ? posix_geteuid() : null;
        $this->path = "$directory/continuity-rest-" . hash('sha256', "$this->user $url");
    }

    public function begun(): ?float
    {
        clearstatcache(true, $this->path);
        $file = @lstat($this->path);
        // In a directory that all may write to, strangers may have put anything there.
        return $file !== false
            && ($file['mode'] & self::TYPE) === self::REGULAR
            && ($this->user === null || $file['uid'] === $this->user)
            ? (float) $file['mtime']
            : null;
    }

    public function begin(float $at): void
    {
        error_clear_last();
        // Renamed, it is there whole or not at all, and no link that a stranger put there is followed.
        $new = $this->path . '.' . bin2hex(random_bytes(8));
        $file = @fopen($new, 'x');
        if ($file === false) {
            throw new \RuntimeException(self::reason("cannot create $new"));
        }
        fclose($file);
        if (!@touch($new, (int) $at) || !@rename($new, $this->path)) {
            $reason = self::reason("cannot make $new $this->path");
            @unlink($new);
            throw new \RuntimeException($reason);
        }
    }

    private static function reason(string $what): string
    {
        return $what . ': ' . (error_get_last()['message'] ?? 'for no reason given');
    }
}
