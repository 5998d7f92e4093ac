<?php

declare(strict_types=1);

// The routes that the attributes of the controller name.

use App\Controller\UploadController;
use Symfony\Component\Routing\Loader\Configurator\RoutingConfigurator;

return static function (RoutingConfigurator $routes): void {
    $routes->add('upload', '/mangas/{slug}/cover')->methods(['PUT', 'POST'])
        ->controller([UploadController::class, 'upload']);
    $routes->add('delete', '/mangas/{slug}/cover')->methods(['DELETE'])
        ->controller([UploadController::class, 'delete']);
};
