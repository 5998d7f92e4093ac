<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Bridge\Symfony;

use Mangatheque\Continuity\UploadEvents;
use Symfony\Component\EventDispatcher\EventSubscriberInterface;
use Symfony\Component\HttpKernel\KernelEvents;
use Symfony\Component\Messenger\Event\WorkerMessageFailedEvent;
use Symfony\Component\Messenger\Event\WorkerMessageHandledEvent;
use Symfony\Component\Messenger\Event\WorkerStoppedEvent;

/**
 * Sends what was collected once a request was answered, a command done or a message handled: also one
 * that failed, for what it uploaded is there.
 */
final class FlushSubscriber implements EventSubscriberInterface
{
    /** After listeners that may still upload. */
    private const LAST = -2048;

    public function __construct(private readonly UploadEvents $events)
    {
    }

    /**
     * Only names: neither the console nor Messenger needs to be installed.
     *
     * @return array<string, array{string, int}>
     */
    public static function getSubscribedEvents(): array
    {
        return [
            KernelEvents::TERMINATE => ['flush', self::LAST],
            'console.terminate' => ['flush', self::LAST],
            WorkerMessageHandledEvent::class => ['flush', self::LAST],
            WorkerMessageFailedEvent::class => ['flush', self::LAST],
            WorkerStoppedEvent::class => ['flush', self::LAST],
        ];
    }

    public function flush(): void
    {
        $this->events->flush();
    }
}
