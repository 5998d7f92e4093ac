<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Delivery;

/**
 * Strangers' text made fit for logs.
 *
 * @internal
 */
final class Words
{
    private const LONGEST = 300;

    /** Valid UTF-8 without control characters, and not long. */
    public static function printable(string $text): string
    {
        $short = \strlen($text) > self::LONGEST;
        if ($short) {
            $text = substr($text, 0, self::LONGEST);
            // A character cut in two is not the fault of the text.
            $text = preg_replace('/[\xc0-\xff][\x80-\xbf]{0,3}$/D', '', $text) ?? '';
        }
        $escape = static fn (array $found): string => '\x' . bin2hex($found[0]);
        if (preg_match('//u', $text) !== 1) {
            $text = preg_replace_callback('/[\x80-\xff]/', $escape, $text) ?? '';
        }

        return (preg_replace_callback('/[\x00-\x1f\x7f]/', $escape, $text) ?? '') . ($short ? '…' : '');
    }
}
