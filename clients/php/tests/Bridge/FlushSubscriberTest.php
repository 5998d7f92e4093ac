<?php

declare(strict_types=1);

namespace Mangatheque\Continuity\Tests\Bridge;

use Mangatheque\Continuity\Bridge\Symfony\FlushSubscriber;
use Mangatheque\Continuity\Tests\MemoryStore;
use Mangatheque\Continuity\Tests\ScriptedTransport;
use Mangatheque\Continuity\Transport\Response;
use Mangatheque\Continuity\UploadEvents;
use PHPUnit\Framework\TestCase;
use Symfony\Component\Console\Application;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\ArrayInput;
use Symfony\Component\Console\Output\NullOutput;
use Symfony\Component\EventDispatcher\EventDispatcher;
use Symfony\Component\HttpKernel\KernelEvents;
use Symfony\Component\Messenger\Envelope;
use Symfony\Component\Messenger\Event\WorkerMessageFailedEvent;
use Symfony\Component\Messenger\Event\WorkerMessageHandledEvent;

final class FlushSubscriberTest extends TestCase
{
    private ScriptedTransport $intake;
    private UploadEvents $events;
    private EventDispatcher $dispatcher;

    protected function setUp(): void
    {
        if (!class_exists(EventDispatcher::class) || !class_exists(KernelEvents::class)) {
            self::markTestSkipped('symfony/event-dispatcher and symfony/http-kernel are not installed');
        }
        $this->intake = new ScriptedTransport(new Response(202));
        $this->events = UploadEvents::connect(
            'http://a.example',
            't',
            transport: $this->intake,
            restStore: new MemoryStore(),
        );
        $this->dispatcher = new EventDispatcher();
        $this->dispatcher->addSubscriber(new FlushSubscriber($this->events));
    }

    public function testAWorkerSendsAfterEachMessageAlsoOneThatFailed(): void
    {
        if (!class_exists(WorkerMessageHandledEvent::class)) {
            self::markTestSkipped('symfony/messenger is not installed');
        }
        $envelope = new Envelope(new \stdClass());

        $this->events->created('uploads', 'a');
        $this->dispatcher->dispatch(new WorkerMessageHandledEvent($envelope, 'async'));
        $this->events->created('uploads', 'b');
        $this->dispatcher->dispatch(new WorkerMessageFailedEvent($envelope, 'async', new \LogicException('no')));

        self::assertSame([['a'], ['b']], [$this->intake->keys(0), $this->intake->keys(1)]);
    }

    public function testACommandSendsAtItsEnd(): void
    {
        if (!class_exists(Application::class)) {
            self::markTestSkipped('symfony/console is not installed');
        }
        $import = new Command('app:import');
        $import->setCode(function (): int {
            $this->events->created('uploads', 'a');
            self::assertSame([], $this->intake->requests);

            return 0;
        });
        $application = new Application();
        $application->setAutoExit(false);
        $application->setDispatcher($this->dispatcher);
        // Newer consoles add commands by another name.
        method_exists($application, 'addCommand') ? $application->addCommand($import) : $application->add($import);

        $status = $application->run(new ArrayInput(['command' => 'app:import']), new NullOutput());

        self::assertSame(0, $status);
        self::assertSame(['a'], $this->intake->keys(0));
    }
}
