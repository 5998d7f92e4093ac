<?php

declare(strict_types=1);

namespace Mangatheque\Continuity;

use Mangatheque\Continuity\Delivery\Courier;
use Mangatheque\Continuity\Delivery\QuietLog;
use Mangatheque\Continuity\Delivery\Words;
use Mangatheque\Continuity\Rest\BuiltInStore;
use Mangatheque\Continuity\Rest\Rest;
use Mangatheque\Continuity\Rest\RestStore;
use Mangatheque\Continuity\Transport\BuiltInTransport;
use Mangatheque\Continuity\Transport\Transport;
use Psr\Log\LoggerInterface;
use Psr\Log\LogLevel;

/**
 * Tells Continuity of uploads and removals.
 *
 * Events are collected in memory, which costs microseconds, and sent by {@see flush()}. Nothing here
 * throws or stops an upload: what fails is logged and counted, and what could not be sent is found by
 * Continuity's reconciliation, only later. Without URL or token it does nothing.
 *
 * Of several events about one object only the last is sent, for it alone can still be true.
 */
final class UploadEvents
{
    /** @var array<string, UploadEvent> what is to be sent, by object */
    private array $pending = [];

    private int $sent = 0;
    private int $dropped = 0;
    private bool $flushing = false;
    private bool $toldFull = false;

    /** What to say once, when an event comes and none can be sent. */
    private ?string $silence = null;

    private function __construct(
        private readonly ?Settings $settings,
        private readonly ?Courier $courier,
        private readonly ?Rest $rest,
        private readonly QuietLog $log,
        private readonly Clock $clock,
        private readonly bool $misconfigured = false,
    ) {
    }

    /**
     * As CONTINUITY_URL and CONTINUITY_TOKEN say.
     */
    public static function fromEnvironment(?LoggerInterface $logger = null, ?Transport $transport = null): self
    {
        return self::connect(
            self::environment('CONTINUITY_URL'),
            self::environment('CONTINUITY_TOKEN'),
            $logger,
            $transport,
        );
    }

    /**
     * Null or blank URL or token: does nothing. The times are {@see Settings}'.
     */
    public static function connect(
        ?string $url,
        #[\SensitiveParameter]
        ?string $token,
        ?LoggerInterface $logger = null,
        ?Transport $transport = null,
        float $connectTimeout = 1.0,
        float $timeout = 2.0,
        float $budget = 3.0,
        float $rest = 15.0,
        int $maxPending = 10_000,
        ?Clock $clock = null,
        ?RestStore $restStore = null,
    ): self {
        $log = new QuietLog($logger, trim((string) $token));
        $clock ??= new SystemClock();
        $unset = array_keys(array_filter(
            ['CONTINUITY_URL' => $url, 'CONTINUITY_TOKEN' => $token],
            static fn (?string $value): bool => trim((string) $value) === '',
        ));
        if ($unset !== []) {
            $silent = new self(null, null, null, $log, $clock);
            $silent->silence = implode(' and ', $unset) . ' not set';

            return $silent;
        }
        try {
            $settings = new Settings(
                (string) $url,
                (string) $token,
                $connectTimeout,
                $timeout,
                $budget,
                $rest,
                $maxPending,
            );
            $courier = new Courier($settings, $transport ?? new BuiltInTransport(), $log, $clock);
            $rest = new Rest($settings, $restStore ?? new BuiltInStore($settings->url), $log, $clock);

            return new self($settings, $courier, $rest, $log, $clock);
        } catch (InvalidSettings $invalid) {
            $silent = new self(null, null, null, $log, $clock, misconfigured: true);
            $silent->silence = $invalid->getMessage();

            return $silent;
        }
    }

    /**
     * An object was uploaded or overwritten.
     *
     * Null as source or key is logged and counted as dropped. False is what PHP's functions, such as
     * filesize() and hash_file(), say where they do not know, and is as good as null.
     *
     * @param string|null       $source as Continuity's configuration names it
     * @param string|null       $key    exactly as in the bucket: never URL-encoded, no leading slash added
     * @param string|false|null $etag   what the upload answered, quoted or not
     * @param int|false|null    $size   in bytes
     * @param string|false|null $sha256 of what was uploaded, in hexadecimal. If the bucket holds something
     *                                  else, Continuity raises an incident: leave it out where unsure
     */
    public function created(
        ?string $source,
        ?string $key,
        string|false|null $etag = null,
        int|false|null $size = null,
        string|false|null $sha256 = null,
    ): void {
        $this->record($source, $key, fn (string $source, string $key): UploadEvent => UploadEvent::created(
            $source,
            $key,
            $etag === false ? null : $etag,
            $size === false ? null : $size,
            $sha256 === false ? null : $sha256,
            $this->clock->now(),
        ));
    }

    /**
     * An object was removed. Continuity asks the bucket before it believes so.
     *
     * Null as source or key is logged and counted as dropped.
     */
    public function removed(?string $source, ?string $key): void
    {
        $this->record(
            $source,
            $key,
            fn (string $source, string $key): UploadEvent => UploadEvent::removed($source, $key, $this->clock->now()),
        );
    }

    /**
     * Sends what was collected; best done once the user has been answered. Takes no longer than
     * {@see Settings::$budget}. What finds no intake is kept for this object's next flush, and is gone with
     * it. After a failure flushes do nothing for {@see Settings::$rest}; where the intake was down or busy,
     * not in this machine's other processes and later requests either ({@see RestStore}).
     */
    public function flush(): void
    {
        if ($this->courier === null || $this->rest === null || $this->pending === [] || $this->flushing) {
            return;
        }
        if ($this->rest->isOn(\count($this->pending))) {
            return;
        }
        $this->flushing = true;
        $events = $this->pending;
        $this->pending = [];
        try {
            $report = $this->courier->deliver(array_values($events));
            $this->sent += $report->sent;
            $this->dropped += $report->dropped;
            foreach ($report->kept as $event) {
                // Meanwhile there may be newer word of it.
                $this->pending[$event->object()] ??= $event;
            }
            if ($report->failed) {
                $this->rest->begin($report->down);
            }
            $this->toldFull = false;
        } finally {
            $this->flushing = false;
        }
    }

    public function tally(): Tally
    {
        return new Tally($this->sent, $this->dropped, \count($this->pending));
    }

    /**
     * @param callable(string, string): UploadEvent $make of source and key
     */
    private function record(?string $source, ?string $key, callable $make): void
    {
        if ($this->settings === null) {
            $this->sayWhyNothingIsSent();

            return;
        }
        try {
            $event = $make(
                $source ?? throw new InvalidEvent('the source is null'),
                $key ?? throw new InvalidEvent('the key is null'),
            );
        } catch (InvalidEvent $invalid) {
            $this->dropped++;
            $this->log->log(
                LogLevel::ERROR,
                'Continuity: an upload cannot be told of, and was left to reconciliation',
                [
                    'source' => $source === null ? null : Words::printable($source),
                    'key' => $key === null ? null : Words::printable($key),
                    'cause' => $invalid->getMessage(),
                ],
            );

            return;
        }
        $object = $event->object();
        if (!isset($this->pending[$object]) && \count($this->pending) >= $this->settings->maxPending) {
            $this->dropped++;
            if (!$this->toldFull) {
                $this->toldFull = true;
                $this->log->log(
                    LogLevel::ERROR,
                    'Continuity: too many uploads to tell of at once; those beyond are left to reconciliation.'
                    . ' Flush more often, or raise maxPending',
                    ['maxPending' => $this->settings->maxPending],
                );
            }

            return;
        }
        // Last, as it happened last.
        unset($this->pending[$object]);
        $this->pending[$object] = $event;
    }

    private function sayWhyNothingIsSent(): void
    {
        if ($this->silence === null) {
            return;
        }
        $this->log->log(
            $this->misconfigured ? LogLevel::ERROR : LogLevel::INFO,
            'Continuity is not told of uploads',
            ['cause' => $this->silence],
        );
        $this->silence = null;
    }

    private static function environment(string $name): ?string
    {
        // Symfony's Dotenv fills the arrays only.
        foreach ([getenv($name), $_ENV[$name] ?? false, $_SERVER[$name] ?? false] as $value) {
            if (\is_string($value) && $value !== '') {
                return $value;
            }
        }

        return null;
    }
}
